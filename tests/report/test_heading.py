import pytest

from audit.report.heading import heading
from audit.report.page import ReportPage
from audit.report.words import Words
from tests.report.makers import a_context, the_audit


def test_how_audit_ke_5_is_called(page: ReportPage) -> None:
    head = page.heading

    assert head.title == "Laporan audit 5R ke-5"
    assert head.number == "AUD-2026-0117 rev. 1"
    assert head.running == "CV Kurnia Teknik · AUD-2026-0117 rev. 1"
    assert head.day == "24 November 2026"
    assert head.people == "yang ditemui: pemilik"
    assert head.instrument.endswith(", versi 1")


def test_a_draft_says_that_it_is_one(words: Words) -> None:
    head = heading(words, a_context(document=the_audit(status="draft", number=None)))

    assert (head.number, head.draft) == ("DRAF", True)


def test_a_number_that_is_still_to_come_is_said(words: Words) -> None:
    head = heading(words, a_context(document=the_audit(number=None, met_with="")))

    assert head.number == "nomor menyusul rev. 1"
    assert head.people == ""


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("self", "Laporan penilaian mandiri 5R ke-5"),
        ("recheck", "Laporan pemeriksaan ulang 5R ke-5"),
    ],
)
def test_other_types_have_their_own_title(words: Words, kind: str, title: str) -> None:
    assert heading(words, a_context(document=the_audit(type=kind))).title == title


def test_photos_that_are_awaited_are_counted(words: Words) -> None:
    assert heading(words, a_context(photos_missing=2)).missing == "2 foto menunggu"
    assert heading(words, a_context()).missing == ""
