"""Five lines for WhatsApp, in two languages."""

from datetime import date

import pytest
from msgspec.structs import replace

from audit.report.message import message
from tests.report.makers import a_context, a_document, scores, the_audit


def test_five_lines_say_score_change_actions_next_visit_and_link() -> None:
    lines = message(a_context(), "[tautan]").split("\n")

    assert len(lines) == 5
    assert lines[0].startswith("Audit 5R CV Kurnia Teknik, ")
    assert lines[0].endswith(": skor 55,0 dari 100 (Kurang).")
    assert lines[1] == "Naik 7,9 dari audit lalu (47,1)."
    assert "tindakan: 1) " in lines[2] and lines[2].endswith(".")
    assert lines[3].startswith("Kunjungan berikutnya: ")
    assert lines[4] == "Laporan dan tindakan: [tautan]"


def test_the_first_actions_are_named_and_the_rest_is_counted() -> None:
    line = message(a_context(), "x").split("\n")[2]

    assert line.startswith("5 tindakan: 1) ")
    assert "; 3) " in line and "4) " not in line
    assert line.endswith("; dan 2 lagi.")


def test_an_audit_without_actions_and_without_a_next_visit_still_has_five_lines() -> None:
    bare = replace(the_audit(), findings=(), next_visit_on=None)

    lines = message(a_context(document=bare, previous=None, first=None), "x").split("\n")

    assert lines[1:4] == [
        "Acuan awal untuk audit berikutnya.",
        "Tidak ada tindakan baru.",
        "Kunjungan berikutnya: belum ditentukan.",
    ]


def test_an_audit_without_a_total_says_so() -> None:
    document = a_document(scores({"R1": [3]}), status="final")

    line = message(a_context(document=document), "x").split("\n")[0]

    assert line.endswith(": skor belum dapat dihitung.")


@pytest.mark.parametrize(
    ("language", "day", "total"),
    [("id", "20 Desember 2026", "55,0"), ("en", "20 December 2026", "55.0")],
)
def test_days_and_numbers_are_those_of_the_language(language: str, day: str, total: str) -> None:
    document = replace(the_audit(), next_visit_on=date(2026, 12, 20))

    text = message(a_context(document=document, language=language), "x")

    assert day in text and total in text
