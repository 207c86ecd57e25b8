"""An Excel file as openpyxl reads it back: what is a day, a number or a text stays one."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from audit.report.export.book import Book
from audit.report.export.tables import Column, Row, Table

TABLE = Table(
    "scores",
    "Skor",
    (
        Column("Usaha", width=30),
        Column("Tanggal", "day"),
        Column("Total", "percent"),
        Column("Nilai", "whole"),
        Column("Catatan", "long"),
    ),
)
DAY = date(2026, 11, 24)
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://contoh.example")',
    "http://contoh.example/",
    "mailto:a@contoh.example",
    "file:///etc/passwd",
    "internal:Skor!A1",
    "{=1}",
    "00123",
    "1e5",
    "<script>alert(1)</script> & \"'",
    "baris satu\nbaris dua",
    "  spasi  ",
    "_x0041_",
    "\x01\x0b\x1f\ufffe\uffff",
    "\u202eterbalik",
    "ꦗꦮ العربية 🙂",
    "a" * 5_000,
]


def written(rows: Iterable[Row], **how: Any) -> bytes:
    file = io.BytesIO()
    with Book(file, [TABLE], **how) as book:
        book.add("scores", rows)
    return file.getvalue()


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_days_and_numbers_are_real() -> None:
    row = ("CV Kurnia Teknik", DAY, Decimal("67.9"), 3, "")

    sheet = sheets(written([row]))["Skor"]

    name, day, total, score, note = sheet[2]
    assert (name.value, name.data_type) == ("CV Kurnia Teknik", "s")
    assert (day.value, day.is_date) == (datetime(2026, 11, 24), True)
    assert (total.value, total.data_type, total.number_format) == (67.9, "n", "0.0")
    assert (score.value, score.data_type) == (3, "n")
    assert note.value is None


def test_headings_stay_and_every_column_filters() -> None:
    sheet = sheets(written([("a", DAY, None, "tidak berlaku", "b")] * 3))["Skor"]

    assert [cell.value for cell in sheet[1]] == [column.name for column in TABLE.columns]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet.column_dimensions["A"].width == pytest.approx(30, abs=1)
    assert sheet["D2"].value == "tidak berlaku"


def test_a_row_is_as_high_as_its_longest_text() -> None:
    rows = [("a", DAY, None, 1, note) for note in ("", "satu\ndua\ntiga", "a" * 50, "a" * 5_000)]

    sheet = sheets(written(rows))["Skor"]

    heights = [sheet.row_dimensions[number].height for number in range(2, 6)]
    assert heights == [None, 45, 60, pytest.approx(409, abs=1)]


def test_it_prints_on_a4_with_numbers_kept_off_the_next_column() -> None:
    sheet = sheets(written([("a", DAY, Decimal("67.9"), 3, "b")]))["Skor"]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert {sheet[cell].alignment.horizontal for cell in ("C1", "C2", "D1", "D2")} == {"right"}


def test_a_table_without_rows_has_its_headings() -> None:
    sheet = sheets(written([]))["Skor"]

    assert (sheet.max_row, sheet["A1"].value) == (1, "Usaha")


@pytest.mark.parametrize("language", ["id", "en"])
def test_days_are_days_in_both_languages(language: str) -> None:
    sheet = sheets(written([("a", DAY, None, None, "")], language=language))["Skor"]

    assert sheet["B2"].is_date


def test_hostile_texts_are_texts_and_nothing_else() -> None:
    data = written((text, DAY, None, text, text) for text in HOSTILE)

    sheet = sheets(data)["Skor"]
    for number, text in enumerate(HOSTILE, 2):
        for cell in (sheet.cell(number, 1), sheet.cell(number, 4), sheet.cell(number, 5)):
            assert (plain(cell.value), cell.data_type, cell.hyperlink) == (text, "s", None)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert not [
        name for name in parts.namelist() if "externalLink" in name or "sheet1.xml.rels" in name
    ]


def plain(value: str) -> str:
    """What Excel shows for a text: characters that XML lacks are written ``_x0001_``."""
    return str(unescape(value))


def test_a_full_sheet_goes_on_in_the_next() -> None:
    rows = [(f"usaha {number}", DAY, None, number, "") for number in range(5)]

    book = sheets(written(rows, most_rows=3))

    assert book.sheetnames == ["Skor", "Skor 2", "Skor 3"]
    read = [row[0].value for sheet in book for row in sheet.iter_rows(min_row=2)]
    assert read == [f"usaha {number}" for number in range(5)]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:E3", "A1:E3", "A1:E2"]


def test_a_fault_on_the_way_comes_through() -> None:
    def rows() -> Iterable[Row]:
        yield ("a", DAY, None, None, "")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        written(rows())
