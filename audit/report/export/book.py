"""Tables as an Excel file: real numbers and dates, headings that stay, texts that never compute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import IO, Any

import xlsxwriter

from audit.report.export.tables import Cell, Column, Row, Table

MOST_ROWS = 1_048_576
"""What a sheet of Excel can hold; a longer table goes on in a second one."""
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PLAIN = {"valign": "top"}
HEADING = {"bold": True, "bg_color": "#E4EFEC", "bottom": 1, "valign": "vcenter", "text_wrap": True}
HEADING_HEIGHT = 32
DAYS = {"id": "[$-421]d mmm yyyy", "en": "[$-809]d mmm yyyy"}
"""Days with the month as a word, so that nobody takes it for the day."""


@dataclass
class Sheet:
    """The sheet that a table is written to, and its next row."""

    table: Table
    page: Any
    part: int = 1
    row: int = 1


class Book:
    """An Excel file whose rows go to disk as they come; use it with `with`."""

    def __init__(
        self,
        file: IO[bytes],
        tables: Sequence[Table],
        language: str = "id",
        most_rows: int = MOST_ROWS,
    ) -> None:
        self.most_rows = most_rows
        self.book = xlsxwriter.Workbook(file, SAFE)
        self.heading = self.book.add_format(HEADING)
        self.formats = {
            "text": self.book.add_format(PLAIN),
            "long": self.book.add_format(PLAIN | {"text_wrap": True}),
            "whole": self.book.add_format(PLAIN | {"num_format": "0"}),
            "percent": self.book.add_format(PLAIN | {"num_format": "0.0"}),
            "day": self.book.add_format(PLAIN | {"num_format": DAYS[language], "align": "left"}),
        }
        self.sheets = {table.key: Sheet(table, self.page(table, 1)) for table in tables}

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file."""
        for sheet in self.sheets.values():
            self.end(sheet)
        self.book.close()

    def page(self, table: Table, part: int) -> Any:
        """A new sheet with its headings."""
        page = self.book.add_worksheet(table.name if part == 1 else f"{table.name} {part}")
        page.freeze_panes(1, 0)
        page.set_row(0, HEADING_HEIGHT)
        for number, column in enumerate(table.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, column.name, self.heading)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        return page

    def end(self, sheet: Sheet) -> None:
        """Let the rows of a sheet be filtered by every column."""
        sheet.page.autofilter(0, 0, sheet.row - 1, len(sheet.table.columns) - 1)

    def add(self, key: str, rows: Iterable[Row]) -> None:
        """Write rows to the table of this key; they can't be gone back to."""
        sheet = self.sheets[key]
        for row in rows:
            if sheet.row == self.most_rows:
                self.end(sheet)
                sheet.part, sheet.row = sheet.part + 1, 1
                sheet.page = self.page(sheet.table, sheet.part)
            for number, (column, value) in enumerate(zip(sheet.table.columns, row, strict=True)):
                self.write(sheet, number, column, value)
            sheet.row += 1

    def write(self, sheet: Sheet, number: int, column: Column, value: Cell) -> None:
        """One value as what it is: a day, a number or a text, never a formula or a link."""
        look = self.formats[column.kind]
        match value:
            case None | "":
                return
            case str():
                words = self.formats["text"] if column.kind == "whole" else look
                sheet.page.write_string(sheet.row, number, value, words)
            case date():
                sheet.page.write_datetime(sheet.row, number, value, look)
            case int() | Decimal():
                sheet.page.write_number(sheet.row, number, value, look)
