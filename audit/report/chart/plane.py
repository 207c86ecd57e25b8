"""The plane of a trend: days across in their true distance, percents up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

LEFT, TOP = 30.0, 26.0
INSET = 24.0
"""From the ends of the plane to the first and the last day."""
FEW = 12
"""Up to so many points are drawn large, and labelled where there is room."""


@dataclass(frozen=True)
class TrendPoint:
    """One audit on the line of totals."""

    on: Annotated[date, "Day of the audit"]
    day: Annotated[str, "The day as printed: 24 Nov 26"]
    total: Annotated[Fraction | None, "Exact total, for the chart"]
    shown: Annotated[str, "The total as shown"]


@dataclass(frozen=True)
class Plane:
    """Where days and percents lie in the drawing."""

    points: Sequence[TrendPoint]
    width: float
    right: float
    height: float

    def x(self, point: TrendPoint) -> float:
        """A day, in true distance from the others; one alone stands in the middle."""
        first, last = self.points[0].on, self.points[-1].on
        span = self.width - LEFT - self.right - 2 * INSET
        share = (point.on - first) / (last - first) if last > first else 0.5
        return LEFT + INSET + span * share

    def y(self, percent: float) -> float:
        """A percent, 0 at the foot."""
        return TOP + self.height * (1 - percent / 100)


def place(plane: Plane, point: TrendPoint) -> tuple[float, float]:
    """Where a point lies; at the foot when it has no total."""
    return plane.x(point), plane.y(float(point.total or 0))
