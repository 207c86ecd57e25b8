"""Tables as an Excel file: real numbers and dates, headings that stay, texts that never compute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
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
NUMBER = {"align": "right", "indent": 1}
"""A number and its heading keep off the text in the next column."""
HEADING_HEIGHT, LINE_HEIGHT, MOST_HEIGHT = 32, 15, 409
"""In points; no row of Excel can be higher than the last."""
NARROWER = 1.1
A4 = 9
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
        heading, number = self.book.add_format(HEADING), self.book.add_format(HEADING | NUMBER)
        self.headings = {"whole": number, "percent": number}
        self.heading = heading
        self.formats = {
            "text": self.book.add_format(PLAIN),
            "long": self.book.add_format(PLAIN | {"text_wrap": True}),
            "whole": self.book.add_format(PLAIN | NUMBER | {"num_format": "0"}),
            "percent": self.book.add_format(PLAIN | NUMBER | {"num_format": "0.0"}),
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
            page.write_string(0, number, column.name, self.headings.get(column.kind, self.heading))
        page.set_landscape()
        page.set_paper(A4)
        page.set_footer("&L&A&R&P / &N")
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
            sheet.page.set_row(sheet.row, height(sheet.table, row))
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


def height(table: Table, row: Row) -> int:
    """How high a row must be for its longest text; not every program works that out by itself."""
    lines = max(
        (
            lines_of(value, column.width)
            for column, value in zip(table.columns, row, strict=True)
            if column.kind == "long" and isinstance(value, str)
        ),
        default=1,
    )
    return min(MOST_HEIGHT, max(1, lines) * LINE_HEIGHT)


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of so many digits; letters are a little narrower."""
    return sum(max(1, ceil(len(line) / (NARROWER * width))) for line in text.splitlines())
