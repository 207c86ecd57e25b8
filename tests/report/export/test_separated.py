"""CSV that Indonesian Excel reads on a double click, and that never computes."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from audit.report.export.separated import write_csv
from audit.report.export.tables import Cell, Column, Row, Table

TABLE = Table("answers", "Jawaban", (Column("Nilai; dan lain"), Column("Catatan", "long")))


def written(rows: Iterable[Row], language: str = "id") -> bytes:
    file = io.BytesIO()
    write_csv(file, TABLE, rows, language)
    return file.getvalue()


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_it_begins_with_its_mark_and_its_headings() -> None:
    data = written([])

    assert data == b'\xef\xbb\xbf"Nilai; dan lain";Catatan\r\n'


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (Decimal("67.9"), "id", "67,9"),
        (Decimal("67.9"), "en", "67.9"),
        (3, "id", "3"),
        (0, "id", "0"),
        (None, "id", ""),
        (date(2026, 11, 24), "id", "2026-11-24"),
        ('baris satu\nbaris dua; "kutip"', "id", 'baris satu\nbaris dua; "kutip"'),
        ("ꦗꦮ 🙂", "id", "ꦗꦮ 🙂"),
        ("3 - 1 = 2", "id", "3 - 1 = 2"),
        ("", "id", ""),
    ],
)
def test_a_value_is_written_as_a_spreadsheet_reads_it(
    value: Cell, language: str, text: str
) -> None:
    assert read(written([(1, value)], language))[1] == ["1", text]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+62 812",
        "-5",
        "@SUM(A1)",
        '=HYPERLINK("http://contoh.example";"x")',
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_text_that_would_be_computed_gets_an_apostrophe(text: str) -> None:
    assert read(written([(1, text)]))[1] == ["1", f"'{text}"]


def test_the_file_stays_open_for_who_made_it() -> None:
    file = io.BytesIO()

    write_csv(file, TABLE, [(1, "a")], "id")

    assert not file.closed
