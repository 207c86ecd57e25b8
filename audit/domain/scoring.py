"""Scores of items become percents of pillars and of the whole audit.

All percents are exact fractions until they are shown: one rounding, half up,
to one decimal, at the very end. A value that does not exist is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from audit.domain.instrument import MAX_SCORE, Instrument, Pillar

Score = int | Literal["na"] | None
Scores = Mapping[str, Score]

ENOUGH = 5
"""A pillar needs this many scored items (or all it has) for a final value."""

BANDS = (
    (Decimal(90), "very_good"),
    (Decimal(75), "good"),
    (Decimal(60), "fair"),
    (Decimal(40), "poor"),
    (Decimal(0), "very_poor"),
)
NO_VALUE = "–"


@dataclass(frozen=True)
class PillarScore:
    """One pillar: points reached on the items scored, 0 to 4 each."""

    code: str
    points: int
    scored: int
    rated: int
    of: int

    @property
    def live(self) -> Fraction | None:
        """Percent of the points that the items scored so far could give."""
        return Fraction(100 * self.points, MAX_SCORE * self.scored) if self.scored else None

    @property
    def final(self) -> Fraction | None:
        """The live percent, or None while too few items are scored ("data kurang")."""
        return self.live if self.scored >= min(ENOUGH, self.of) else None


@dataclass(frozen=True)
class Scorecard:
    """What the scores of one audit come to; `common` makes the total, `apart` does not."""

    common: Mapping[str, PillarScore]
    apart: Mapping[str, PillarScore]

    @property
    def rated(self) -> int:
        """Items rated, not-applicable among them, without K3."""
        return sum(pillar.rated for pillar in self.common.values())

    @property
    def of(self) -> int:
        """Items there are, without K3."""
        return sum(pillar.of for pillar in self.common.values())

    @property
    def total_live(self) -> Fraction | None:
        """Mean of the pillars with at least one scored item."""
        return mean([p.live for p in self.common.values() if p.live is not None])

    @property
    def total(self) -> Fraction | None:
        """Mean of the exact pillar percents; exists only when every pillar has one."""
        values = [p.final for p in self.common.values()]
        return mean([v for v in values if v is not None]) if None not in values else None

    @property
    def band(self) -> str | None:
        """Name of the band of the shown total, see `BANDS`."""
        return band(self.total)


def scorecard(instrument: Instrument, scores: Scores) -> Scorecard:
    """Score every pillar; items that `scores` lacks count as unrated."""
    return Scorecard(
        common={p.code: pillar_score(p, scores) for p in instrument.common},
        apart={p.code: pillar_score(p, scores) for p in instrument.apart},
    )


def pillar_score(pillar: Pillar, scores: Scores) -> PillarScore:
    """Score one pillar; "na" leaves both sides of the fraction."""
    given = [scores.get(item.code) for item in pillar.items]
    points = [score for score in given if isinstance(score, int)]
    return PillarScore(
        code=pillar.code,
        points=sum(points),
        scored=len(points),
        rated=sum(score is not None for score in given),
        of=len(pillar.items),
    )


def mean(values: list[Fraction]) -> Fraction | None:
    """Plain mean of exact values; None of nothing."""
    return sum(values, Fraction(0)) / len(values) if values else None


def rounded(value: Fraction) -> Decimal:
    """One decimal, half away from zero: the number people see."""
    tenths, rest = divmod(abs(value) * 10, 1)
    tenths += rest >= Fraction(1, 2)
    return Decimal(int(tenths) if value >= 0 else -int(tenths)) / 10


def shown(value: Fraction | Decimal | None, language: str = "id") -> str:
    """A percent as printed, without its sign: ``67,9``; a dash for no value."""
    if value is None:
        return NO_VALUE
    text = f"{rounded(value) if isinstance(value, Fraction) else value:.1f}"
    return text if language == "en" else text.replace(".", ",")


def band(total: Fraction | None) -> str | None:
    """The band of a total, decided on the shown number so that both always agree."""
    if total is None:
        return None
    number = rounded(total)
    return next(name for least, name in BANDS if number >= least)
