"""Sheets to hand out: a page for each person, and none for somebody else's eyes."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest

from audit.report.environment import tasks_html
from audit.report.pdf import to_pdf
from audit.report.tasks import TaskInput, by_person, task_sheets
from tests.factories import TODAY
from tests.posters import a_task, some_tasks
from tests.report.hostile import TEXTS
from tests.report.makers import a_photo
from tests.report.test_pdf import HOSTILE, text


def pdf(*tasks: TaskInput, **options: Any) -> bytes:
    context = some_tasks(*tasks, **options)
    html = tasks_html(task_sheets(context))
    return to_pdf(html, lambda sha: a_photo(), language=context.language)


def pages(data: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(data)).pages)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf()


@pytest.mark.parametrize(
    "told",
    [
        "Lembar tindakan · CV Kurnia Teknik",
        "Pak Slamet",
        "1 tindakan",
        "Siapkan kartu label merah",
        "R1.2 · Produksi · tinggi, berulang 2 kali · biaya kecil",
        "Temuan: Terlihat 12 barang tanpa label.",
        "1 Des",
        "Foto sebelum",
        "PIC: Pak Slamet",
        "dicetak 24 November 2026",
    ],
)
def test_a_sheet_says_what_where_until_when_and_at_what_cost(printed: bytes, told: str) -> None:
    assert told in text(printed)


def test_each_person_has_a_page_and_what_nobody_has_comes_last() -> None:
    people = ("Pak Slamet", "", "Bu Rini", "pak  slamet")

    sheets = task_sheets(some_tasks(*(a_task(pic=pic) for pic in people))).sheets

    assert [(sheet.pic, len(sheet.rows)) for sheet in sheets] == [
        ("Bu Rini", 1),
        ("Pak Slamet", 2),
        ("", 1),
    ]
    assert by_person([]) == []


def test_what_nobody_was_given_has_lines_for_a_name() -> None:
    data = pdf(a_task(pic="Bu Rini"), a_task(pic="", due_on=None))

    assert pages(data) == 2
    assert "Tanpa PIC" in text(data)
    assert "tulis namanya di bawah tiap tindakan" in text(data)


@pytest.mark.parametrize(("days", "told"), [(-1, ""), (0, ""), (4, "terlambat 4 hari")])
def test_what_is_late_says_so(days: int, told: str) -> None:
    task = a_task(due_on=TODAY - timedelta(days=days))

    assert task_sheets(some_tasks(task)).sheets[0].rows[0].late == told


def test_what_waits_to_be_verified_and_has_no_photo_says_so() -> None:
    said = text(pdf(a_task(reported=True, before=())))

    assert "menunggu verifikasi" in said
    assert "tanpa foto" in said


def test_long_texts_go_on_over_pages_and_end_with_the_signature() -> None:
    data = pdf(a_task(text="kata " * 1000, pic="N" * 120))

    assert 2 <= pages(data) <= 6
    assert "akan saya selesaikan tepat waktu" in text(data)


def test_what_people_typed_is_text_and_nothing_else() -> None:
    said = text(pdf(a_task(text="<b>x</b> {{ 1 }}", finding=HOSTILE, pic="<i>y</i>")))

    assert "<b>x</b> {{ 1 }}" in said
    assert "<i>y</i>" in said


def test_hostile_texts_are_printed_and_fetch_nothing() -> None:
    # One of them alone uses up the letters that a document names one by one.
    many = [one for one in TEXTS if one.name == "no_font"]
    others = [one for one in TEXTS if one.name != "no_font"]

    for texts in (many, others):
        data = pdf(*(a_task(text=one.text, pic=one.name) for one in texts))
        said = "".join(text(data, "-raw").split())
        # An address that is not our own would have stopped the print.
        assert [one.name for one in texts if "".join(one.seen.split()) not in said] == []


def test_it_speaks_english() -> None:
    said = text(pdf(a_task(pic=""), language="en"))

    assert "No PIC" in said
    assert "1 Dec" in said


def test_it_lasts_and_can_be_read_aloud(printed: bytes) -> None:
    file = pikepdf.open(io.BytesIO(printed))

    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"] == "Lembar tindakan: CV Kurnia Teknik"
    alternatives = [
        str(thing.Alt)
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
    ]
    assert alternatives == ["Foto sebelum, tindakan R1.2"]
