"""What a programme comes to, and what needs attention first."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from audit.domain.programme import MOST, Standing, in_need, most_frequent
from audit.instruments import load
from tests.factories import TODAY
from tests.programmes import a_programme, a_standing, audited


@pytest.mark.parametrize(
    ("standing", "needs"),
    [
        (a_standing(), ()),
        (a_standing(overdue=1, live=1), ("overdue",)),
        (a_standing(live=3), ()),
        (a_standing(next_visit_on=TODAY), ()),
        (a_standing(next_visit_on=TODAY - timedelta(1)), ("missed",)),
        (a_standing(last=None), ("unaudited",)),
        (a_standing(last=audited(days=90)), ()),
        (a_standing(last=audited(days=91)), ("unaudited",)),
        (a_standing(last=audited(change=Decimal("-0.1"))), ("fallen",)),
        (a_standing(last=audited(change=Decimal(0))), ()),
        (a_standing(last=audited(since_first=Decimal(-9))), ()),
    ],
)
def test_a_workshop_says_why_it_needs_attention(standing: Standing, needs: tuple[str, ...]) -> None:
    assert standing.needs(TODAY) == needs


def test_most_reasons_come_first_then_most_overdue_then_the_lowest_total() -> None:
    expected = [
        a_standing("two reasons", overdue=1, last=audited(99, 100)),
        a_standing("overdue 5", overdue=5, last=audited(80)),
        a_standing("overdue 2", overdue=2, last=audited(10)),
        a_standing("never audited", last=None),
        a_standing("no total", last=audited(None)),
        a_standing("low", last=audited(30)),
        a_standing("A high", last=audited(60)),
        a_standing("b high", last=audited(60)),
    ]

    assert [s.name for s in in_need(reversed(expected), TODAY)] == [s.name for s in expected]


def test_the_mean_is_of_totals_and_exact() -> None:
    one = a_standing("a", last=audited(None))
    rest = (
        a_standing(name, last=audited(total))
        for name, total in (("b", Fraction(1, 3)), ("c", Fraction(100)))
    )

    told = a_programme(one, *rest, a_standing("d", last=None))

    assert told.mean == Fraction(301, 6)
    assert (len(told.totals), told.audited, told.recent) == (2, 3, 3)


def test_a_programme_without_totals_has_no_mean() -> None:
    assert a_programme(a_standing(last=None)).mean is None


def test_bands_stages_and_actions_are_counted() -> None:
    told = a_programme(
        a_standing("a", stage="madya", live=4, overdue=1),
        a_standing("b", last=audited(95), live=2, overdue=2),
        a_standing("c", last=audited(None), stage="madya"),
    )

    assert told.bands == {"poor": 1, "very_good": 1}
    assert told.stages == {"madya": 2, "": 1}
    assert (told.live, told.overdue) == (6, 3)


def test_most_frequent_counts_workshops_and_keeps_to_the_first() -> None:
    items = list(load("5r-ikm@1").by_code.values())[: MOST + 3]

    found = most_frequent([items, items[5:6] * 2, items[2:6]])

    assert [(one.item.code, one.workshops) for one in found][:5] == [
        ("R1.6", 3),
        ("R1.3", 2),
        ("R1.4", 2),
        ("R1.5", 2),
        ("R1.1", 1),
    ]
    assert len(found) == MOST
    assert most_frequent([]) == ()
