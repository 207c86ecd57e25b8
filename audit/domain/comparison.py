"""Two audits of one workshop over the items that both scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from audit.domain.instrument import Instrument
from audit.domain.scoring import Score, Scorecard, Scores, rounded, scorecard, shown


@dataclass(frozen=True)
class ItemChange:
    """One item before and now; `points` is the difference of the scores."""

    code: str
    old: Score
    new: Score

    @property
    def points(self) -> int | None:
        """How many levels the item moved; None unless both audits scored it."""
        if isinstance(self.old, int) and isinstance(self.new, int):
            return self.new - self.old
        return None

    @property
    def direction(self) -> str:
        """One of ``down``, ``same``, ``up``, or ``apart`` when not scored in both."""
        if self.points is None:
            return "apart"
        return "up" if self.points > 0 else "down" if self.points < 0 else "same"


@dataclass(frozen=True)
class Comparison:
    """What changed from `old` to `new`, both scored over the common items only."""

    old: Scorecard
    new: Scorecard
    items: tuple[ItemChange, ...]
    comparable: int
    of: int
    pillar_items: Mapping[str, int]

    @property
    def total_change(self) -> Decimal | None:
        """Difference of the two shown totals, in percentage points."""
        return difference(self.old.total, self.new.total)

    def pillar_change(self, code: str) -> Decimal | None:
        """Difference of the two shown pillar percents, in percentage points."""
        kept = "common" if code in self.new.common else "apart"
        old, new = getattr(self.old, kept)[code], getattr(self.new, kept)[code]
        return difference(old.final, new.final)


def compare(instrument: Instrument, old: Scores, new: Scores) -> Comparison:
    """Compare two audits over the items that both scored with 0 to 4."""
    changes = tuple(ItemChange(c, old.get(c), new.get(c)) for c in instrument.by_code)
    both = {change.code for change in changes if change.points is not None}
    counted = {
        pillar.code: sum(item.code in both for item in pillar.items)
        for pillar in instrument.pillars
    }
    return Comparison(
        old=scorecard(instrument, {code: old[code] for code in both}),
        new=scorecard(instrument, {code: new[code] for code in both}),
        items=changes,
        comparable=sum(counted[pillar.code] for pillar in instrument.common),
        of=sum(len(pillar.items) for pillar in instrument.common),
        pillar_items=counted,
    )


def difference(old: Fraction | None, new: Fraction | None) -> Decimal | None:
    """New minus old as shown; None when either has no value."""
    return None if old is None or new is None else rounded(new) - rounded(old)


def signed(change: Decimal | None, language: str = "id") -> str:
    """A change as printed: ``+7,9``, ``-3,0`` with a true minus sign, ``0,0``."""
    if change is None:
        return shown(None)
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    return sign + shown(abs(change), language)
