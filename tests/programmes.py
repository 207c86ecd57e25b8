"""Programmes for tests: workshops on their lines, as values."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from audit.domain.programme import Latest, Programme, Standing, in_need, most_frequent
from audit.instruments import load
from audit.report.programme import ProgrammeInput
from tests.factories import TODAY
from tests.report.makers import PROGRAMME


def audited(total: Fraction | int | None = 55, days: int = 10, **overrides: Any) -> Latest:
    """An audit so many days ago."""
    exact = None if total is None else Fraction(total)
    return Latest(UUID(int=1), TODAY - timedelta(days), exact, **overrides)


def a_standing(name: str = "CV Kurnia Teknik", **overrides: Any) -> Standing:
    """A workshop that needs no attention."""
    values: dict[str, Any] = {"city": "Surakarta", "mentors": ("Mentor contoh",)}
    return Standing(
        UUID(int=sum(name.encode())), name, **(values | {"last": audited()} | overrides)
    )


def a_programme(*standings: Standing) -> Programme:
    """These workshops, with two items that their last audits found wanting."""
    items = load("5r-ikm@1").by_code
    found = [[items["R2.6"]], [items["R2.6"], items["R1.1"]]]
    return Programme(TODAY, in_need(standings, TODAY), most_frequent(found))


def to_print(count: int = 3, language: str = "id", **overrides: Any) -> ProgrammeInput:
    """A programme of so many workshops, the first of which needs attention for every reason."""
    worst = a_standing(
        "Bengkel Motor Pak Slamet",
        last=audited(31, 100, change=Decimal("-3.5"), since_first=Decimal("12.0")),
        next_visit_on=TODAY - timedelta(1),
        stage="pemula",
        live=9,
        overdue=4,
        **overrides,
    )
    others = (
        a_standing(f"UD Sumber {n}", last=None if n % 5 == 1 else audited(n % 101))
        for n in range(1, count)
    )
    return ProgrammeInput(a_programme(worst, *others), PROGRAMME, language)
