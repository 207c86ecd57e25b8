"""The date of the next visit: who has the last word on it."""

from datetime import date, timedelta
from typing import Any

import pytest

from audit.domain.planning import after_visit
from tests.domain.makers import a_document

DAY = date(2026, 11, 24)
LATER = date(2026, 12, 22)
MOVED = date(2027, 1, 5)


def final(**values: Any) -> Any:
    return a_document(status="final", revision=1, **values)


def test_a_visit_that_names_a_date_plans_it() -> None:
    assert after_visit(MOVED, final(next_visit_on=LATER), None) == LATER


def test_a_visit_that_names_none_has_fulfilled_the_plan() -> None:
    assert after_visit(MOVED, final(), None) is None


@pytest.mark.parametrize(("planned", "kept"), [(DAY, None), (DAY + timedelta(days=1), True)])
def test_a_recheck_that_names_none_fulfils_only_what_was_due(
    planned: date, kept: bool | None
) -> None:
    assert after_visit(planned, final(type="recheck"), None) == (planned if kept else None)


def test_a_correction_moves_the_plan_only_where_it_moves_the_date() -> None:
    stored = final(next_visit_on=LATER)

    assert after_visit(MOVED, final(next_visit_on=LATER), stored) == MOVED
    assert after_visit(MOVED, final(next_visit_on=DAY), stored) == DAY
    assert after_visit(MOVED, final(), stored) is None
