from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from audit.domain.scoring import Score
from audit.storage.base import new_id
from audit.storage.results import AuditLine
from audit.usecases.results import newest_result, results
from tests.rows import INSTRUMENT, all_at

DAY = date(2026, 11, 24)


def a_line(scores: dict[str, Score], days_ago: int = 0, status: str = "final") -> AuditLine:
    return AuditLine(
        id=new_id(),
        workshop_id=new_id(),
        workshop="CV Kurnia Teknik",
        mentor="Mentor contoh",
        type="mentor",
        instrument=INSTRUMENT,
        status=status,
        number=None,
        audited_on=DAY - timedelta(days=days_ago),
        scores=scores,
    )


def test_results_add_up_the_scores_of_each_audit() -> None:
    totals = [r.card.total for r in results([a_line(all_at(4)), a_line(all_at(1)), a_line({})])]

    assert totals == [100, 25, None]


def test_the_newest_result_says_how_far_the_total_moved() -> None:
    lines = [a_line({}, status="draft"), a_line(all_at(3)), a_line(all_at(1), 30)]

    newest = newest_result(lines)

    assert newest and newest.audit is lines[1] and newest.before is lines[2]
    assert newest.change == Decimal("50.0")


def test_the_first_result_has_nothing_before_it() -> None:
    newest = newest_result([a_line(all_at(3))])

    assert newest and newest.before is None and newest.change is None


def test_the_change_is_over_the_items_both_scored() -> None:
    before = a_line(all_at(1) | {"R5.6": "na"}, 30)

    newest = newest_result([a_line(all_at(1) | {"R5.6": 4}), before])

    assert newest and newest.comparison
    assert (newest.comparison.comparable, newest.change) == (34, Decimal("0.0"))


def test_no_final_mentor_audit_has_no_result() -> None:
    own = replace(a_line(all_at(3)), type="self")

    assert newest_result([a_line({}, status="draft"), own]) is None
