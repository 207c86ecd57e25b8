"""One table as CSV, made for a double click in Indonesian Excel.

Values are parted by semicolons and decimals have a comma, because that is what a spreadsheet
reads where the comma is the decimal sign; in English decimals have a point. A mark at the
beginning says UTF-8, without which Excel guesses. Days are written as 2026-11-24, which is read
as a date everywhere.

Texts that a spreadsheet would compute (those that begin with ``=``, ``+``, ``-`` or ``@``, as a
note may) get an apostrophe in front, so that nobody's words run as a formula.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import IO

from audit.report.export.tables import Cell, Row, Table

SEPARATOR = ";"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a text begins that some spreadsheet computes."""


def write_csv(file: IO[bytes], table: Table, rows: Iterable[Row], language: str) -> None:
    """Write the headings and every row, one at a time."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines = csv.writer(text, delimiter=SEPARATOR)
    lines.writerow(cell(column.name, language) for column in table.columns)
    for row in rows:
        lines.writerow(cell(value, language) for value in row)
    text.detach()


def cell(value: Cell, language: str) -> str:
    """A value as it is written."""
    match value:
        case None:
            return ""
        case Decimal():
            return str(value) if language == "en" else str(value).replace(".", ",")
        case date():
            return value.isoformat()
        case str():
            return f"'{value}" if FORMULA.match(value) else value
    return str(value)
