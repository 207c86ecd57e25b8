"""How a whole programme stands: every workshop on a line, and what they come to together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from audit.domain.instrument import Item
from audit.domain.scoring import band, mean

RECENT = timedelta(days=90)
"""An audit as old as this still says how a workshop stands."""
MOST = 8
"""Findings that are told of all that there are."""


@dataclass(frozen=True)
class Latest:
    """The last final mentor audit of a workshop: its own total, and how far it moved."""

    id: UUID
    audited_on: date
    total: Fraction | None
    change: Decimal | None = None
    since_first: Decimal | None = None


@dataclass(frozen=True)
class Standing:
    """One workshop: its last audit, what is left to do there, when the next visit is."""

    id: UUID
    name: str
    city: str = ""
    mentors: tuple[str, ...] = ()
    stage: str | None = None
    next_visit_on: date | None = None
    last: Latest | None = None
    live: int = 0
    overdue: int = 0

    def recent(self, today: date) -> bool:
        """Whether it was audited in the last 90 days."""
        return self.last is not None and self.last.audited_on >= today - RECENT

    def needs(self, today: date) -> tuple[str, ...]:
        """Why it needs attention: ``overdue``, ``missed``, ``unaudited``, ``fallen``."""
        change = self.last.change if self.last else None
        holds = {
            "overdue": self.overdue > 0,
            "missed": self.next_visit_on is not None and self.next_visit_on < today,
            "unaudited": not self.recent(today),
            "fallen": change is not None and change < 0,
        }
        return tuple(kind for kind, true in holds.items() if true)


@dataclass(frozen=True)
class Frequent:
    """An item with a finding, and in the last audit of how many workshops."""

    item: Item
    workshops: int


@dataclass(frozen=True)
class Programme:
    """Every workshop, what needs attention first, and the findings that they share."""

    today: date
    standings: tuple[Standing, ...]
    frequent: tuple[Frequent, ...] = ()

    @property
    def recent(self) -> int:
        """Workshops audited in the last 90 days."""
        return sum(one.recent(self.today) for one in self.standings)

    @property
    def audited(self) -> int:
        """Workshops with a final audit."""
        return sum(one.last is not None for one in self.standings)

    @property
    def totals(self) -> list[Fraction]:
        """The totals there are, one a workshop."""
        return [one.last.total for one in self.standings if one.last and one.last.total is not None]

    @property
    def mean(self) -> Fraction | None:
        """The mean of the exact totals: every workshop counts the same."""
        return mean(self.totals)

    @property
    def bands(self) -> Mapping[str, int]:
        """How many workshops have which band."""
        return Counter(name for total in self.totals if (name := band(total)))

    @property
    def stages(self) -> Mapping[str, int]:
        """How many workshops stand on which stage; those without one are under nothing."""
        return Counter(one.stage or "" for one in self.standings)

    @property
    def live(self) -> int:
        """Actions left to do."""
        return sum(one.live for one in self.standings)

    @property
    def overdue(self) -> int:
        """Those of them that are late."""
        return sum(one.overdue for one in self.standings)


def in_need(standings: Iterable[Standing], today: date) -> tuple[Standing, ...]:
    """What needs attention first: most reasons, then most overdue, then the lowest total."""

    def place(one: Standing) -> tuple[int, int, Fraction, str, UUID]:
        total = one.last.total if one.last else None
        known = Fraction(-1) if total is None else total
        return (-len(one.needs(today)), -one.overdue, known, one.name.casefold(), one.id)

    return tuple(sorted(standings, key=place))


def most_frequent(found: Sequence[Sequence[Item]]) -> tuple[Frequent, ...]:
    """The items with a finding at most workshops, those before others by code.

    :param found: for each workshop the items that its last audit found wanting
    """
    items = {item.code: item for each in found for item in each}
    counted = Counter(code for each in found for code in {item.code for item in each})
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Frequent(items[code], count) for code, count in ranked[:MOST])
