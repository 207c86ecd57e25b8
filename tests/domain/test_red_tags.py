"""What a red tag asks for: a decision within thirty days."""

from datetime import date, timedelta

import pytest

from audit.domain.red_tags import (
    DECISIONS,
    ITEM,
    LIMIT_DAYS,
    REASONS,
    decide_by,
    overdue,
    parts_of,
    reason_of,
    tagged_before,
    totals,
)
from audit.instruments import load

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "decision", "late"),
    [(0, None, False), (30, None, False), (31, None, True), (31, "buang", False)],
)
def test_a_tag_is_overdue_from_the_31st_day_while_nobody_decided(
    days: int, decision: str | None, late: bool
) -> None:
    assert overdue(DAY - timedelta(days), decision, DAY) is late


@pytest.mark.parametrize("days", [29, 30, 31, 32])
def test_the_day_to_look_back_to_agrees_with_overdue(days: int) -> None:
    tagged_on = DAY - timedelta(days)

    assert (tagged_on < tagged_before(DAY)) is overdue(tagged_on, None, DAY)


def test_the_last_day_to_decide_is_thirty_days_on() -> None:
    assert decide_by(DAY) == date(2026, 12, 24)


def test_the_item_says_the_limit_that_we_count_to() -> None:
    third = load("5r-ikm@1").by_code[ITEM].levels[3]

    assert "label merah" in third.of("id")
    assert f"{LIMIT_DAYS} hari" in third.of("id")


def test_totals_name_every_decision_and_count_all() -> None:
    found = totals({None: 3, "jual": 2, "buang": 1}, late=1)

    assert tuple(found.decided) == DECISIONS
    assert (found.undecided, found.overdue, found.all) == (3, 1, 6)
    assert found.decided == {"pakai": 0, "pindah": 0, "perbaiki": 0, "jual": 2, "buang": 1}


@pytest.mark.parametrize("usual", ["", *REASONS])
@pytest.mark.parametrize("own", ["", "motornya terbakar", "as, bantalan"])
def test_a_reason_is_taken_apart_as_it_was_put_together(usual: str, own: str) -> None:
    assert parts_of(reason_of(usual, own)) == (usual, own)
