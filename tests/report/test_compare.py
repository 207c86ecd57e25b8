from typing import Any
from uuid import UUID

import pytest

from audit.domain.document import MentorRef
from audit.report.compare import compare_page
from tests.report.makers import a_comparison, a_document, scores, the_audit, the_past
from tests.vectors import vectors


def test_the_last_two_audits_compared() -> None:
    page = compare_page(a_comparison())

    assert page.totals.change.sentence == "naik 7,9 dari 16 Sep 2026 (47,1)"
    assert page.totals.since_first is not None
    assert page.totals.since_first.sentence.startswith("naik 28,6 dari acuan awal")
    assert page.totals.common == "pada 35 butir yang sama"
    assert (page.old.name, page.new.name) == ("audit ke-4", "audit ke-5")
    assert (page.old.mentor, page.other_mentor) == ("Mentor contoh", False)


def test_the_baseline_is_compared_once() -> None:
    page = compare_page(a_comparison(old=the_past()[0]))

    assert page.totals.since_first is None
    assert page.totals.change.sentence == (
        "naik 28,6 dari acuan awal (25,2 menjadi 53,8 pada 34 butir yang sama)"
    )


@pytest.mark.parametrize("vector", vectors("comparisons"))
def test_pillars_are_shown_over_the_items_both_scored(vector: dict[str, Any]) -> None:
    old = a_document(scores(vector["old"]), id=UUID(int=2))
    new = a_document(scores(vector["new"]), id=UUID(int=3))

    rows = compare_page(a_comparison(old=old, new=new, audits=())).charts.pillars

    expected = vector["expect"]
    assert {r.code: r.shown for r in rows} == dashed(expected["new"]["pillars"])
    assert {r.code: r.last_shown for r in rows} == dashed(expected["old"]["pillars"])


def dashed(shown: dict[str, str | None]) -> dict[str, str]:
    return {code: text or "–" for code, text in shown.items()}


def test_different_mentors_are_told() -> None:
    other = the_audit(mentor=MentorRef(id=UUID(int=8), name="Pendamping lain"))

    page = compare_page(a_comparison(new=other))

    assert page.other_mentor
    assert page.new.mentor == "Pendamping lain"


def test_k3_is_left_out_unless_both_rated_it() -> None:
    assert compare_page(a_comparison(new=the_audit(k3=False))).charts.apart == ()
