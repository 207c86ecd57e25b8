from dataclasses import fields, is_dataclass
from typing import Any

from msgspec.structs import replace

from audit.report.page import ReportPage, report_page
from tests.report.makers import PRIVATE, a_context, a_document, the_audit


def texts(value: Any) -> list[str]:
    """Every text that a page holds, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return [text for part in value for text in texts(part)] if isinstance(value, tuple) else []


def test_the_private_remark_is_nowhere_on_the_page(page: ReportPage) -> None:
    assert "Kemajuan nyata." in texts(page)
    assert not [text for text in texts(page) if PRIVATE in text]


def test_next_visit_and_target_are_told(page: ReportPage) -> None:
    assert page.plan.next_visit == "22 Desember 2026"
    assert page.scores.headline.target == "target 75"
    assert page.detail.last_day == "16 Sep 2026"


def test_english_pages_have_english_dates_and_numbers() -> None:
    english = report_page(a_context(language="en"))

    assert english.scores.headline.total == "55.0"
    assert english.plan.next_visit == "22 December 2026"
    assert english.detail.items[0].name == "Sort"


def test_a_last_audit_on_another_version_is_not_drawn() -> None:
    other = a_document(the_audit().scores, instrument="5r-ikm@9")

    seen = report_page(a_context(previous=other, first=other))

    assert seen.detail.last_day == ""
    assert all(row.change == "" for row in seen.scores.charts.pillars)


def test_a_reason_is_told_from_the_first_correction_on() -> None:
    told = the_audit(revision_reason="salah ketik")

    assert report_page(a_context(document=told)).detail.revision_reason == ""
    corrected = replace(told, revision=2)
    assert report_page(a_context(document=corrected)).detail.revision_reason == "salah ketik"
