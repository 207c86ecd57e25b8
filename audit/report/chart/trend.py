"""The line of totals over time: true spacing, the target as a thin line with its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from markupsafe import Markup

from audit.report.chart.svg import (
    ACCENT,
    EDGE,
    INK,
    LINE,
    SIZE,
    SOFT,
    breadth,
    drawing,
    element,
    line,
    path,
    text,
)

LEFT, TOP, BOTTOM = 30.0, 26.0, 44.0
FEW = 12
"""Up to so many points every one is labelled where there is room."""


@dataclass(frozen=True)
class TrendPoint:
    """One audit on the line of totals."""

    on: Annotated[date, "Day of the audit"]
    day: Annotated[str, "The day as printed: 24 Nov 26"]
    total: Annotated[Fraction | None, "Exact total, for the chart"]
    shown: Annotated[str, "The total as shown"]


@dataclass(frozen=True)
class TrendWords:
    """The words around the line, in the language of the page."""

    title: str
    target: str
    first: str
    missing: str


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
        inset = 24.0
        span = self.width - LEFT - self.right - 2 * inset
        share = (point.on - first) / (last - first) if last > first else 0.5
        return LEFT + inset + span * share

    def y(self, percent: float) -> float:
        """A percent, 0 at the foot."""
        return TOP + self.height * (1 - percent / 100)


def trend(
    points: Sequence[TrendPoint], target: int, words: TrendWords, width: float = 440
) -> Markup:
    """Draw the totals of all audits, oldest first; an audit without a total is a gap.

    :param width: user units; ask for about the pixels it will be shown at
    """
    if not points:
        return Markup("")
    right = breadth(words.target) + 8
    plane = Plane(points, width, right, max(140.0, min(width * 0.36, 220.0)))
    lacking = any(point.total is None for point in points)
    tall = TOP + plane.height + BOTTOM + (SIZE + 6 if lacking else 0)
    return drawing(
        "trend",
        words.title,
        (0, 0, width, tall),
        *grid(plane),
        *target_line(plane, target, words.target),
        *runs(plane),
        *marks(plane),
        *figures(plane),
        *days(plane, words.first),
        *(legend(tall - 4, words.missing) if lacking else ()),
    )


def legend(y: float, missing: str) -> list[Markup]:
    """What a hollow dot means."""
    return [
        element("circle", cx=LEFT + 5, cy=y - 4, r=4, fill="#FFFFFF", stroke=ACCENT),
        text(LEFT + 14, y, missing),
    ]


def grid(plane: Plane) -> list[Markup]:
    """Quiet lines at 0, 50 and 100 with their numbers."""
    end = plane.width - plane.right
    drawn = []
    for percent in (0, 50, 100):
        y = plane.y(percent)
        drawn.append(line(LEFT, y, end, y, stroke=EDGE if percent == 0 else LINE, stroke_width=1))
        drawn.append(text(LEFT - 6, y + 4, str(percent), "end", fill=SOFT))
    return drawn


def target_line(plane: Plane, target: int, words: str) -> list[Markup]:
    """The target: thin, and its number at the end."""
    y, end = plane.y(target), plane.width - plane.right
    return [
        line(LEFT, y, end, y, stroke=INK, stroke_width=1, stroke_dasharray="1.5 3"),
        text(end + 6, y + 4, words, fill=INK),
    ]


def runs(plane: Plane) -> list[Markup]:
    """The line, broken where an audit has no total."""
    sets: list[list[TrendPoint]] = [[]]
    for point in plane.points:
        if point.total is None:
            sets.append([])
        else:
            sets[-1].append(point)
    look: dict[str, str | float] = {
        "fill": "none",
        "stroke": ACCENT,
        "stroke_width": 2.4,
        "stroke_linejoin": "round",
    }
    return [path([place(plane, p) for p in run], **look) for run in sets if len(run) > 1]


def place(plane: Plane, point: TrendPoint) -> tuple[float, float]:
    """Where a point lies; at the foot when it has no total."""
    return plane.x(point), plane.y(float(point.total or 0))


def marks(plane: Plane) -> list[Markup]:
    """A dot an audit, hollow at the foot when there is no total."""
    radius = 4.5 if len(plane.points) <= FEW else 2.2
    drawn = []
    for point in plane.points:
        x, y = place(plane, point)
        fill = ACCENT if point.total is not None else "#FFFFFF"
        drawn.append(
            element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=ACCENT, stroke_width=1.2)
        )
    return drawn


def figures(plane: Plane) -> list[Markup]:
    """The totals at their dots: the last and the first for certain, others where they fit."""
    last = plane.points[-1]
    drawn = []
    for point in roomy(plane, telling(plane.points), 40):
        x, y = place(plane, point)
        base = y + SIZE + 8 if in_valley(plane.points, point) else y - 10
        weight = 800 if point is last else 600
        drawn.append(text(x, base, point.shown, "middle", font_weight=weight, class_="figure"))
    return drawn


def telling(points: Sequence[TrendPoint]) -> list[TrendPoint]:
    """Points worth a figure, most telling first; of many only ends and extremes."""
    known = [point for point in points if point.total is not None]
    if len(known) <= 1:
        return known
    extremes = sorted(known, key=lambda point: point.total or 0)
    chosen = [known[-1], known[0], extremes[-1], extremes[0]]
    return chosen + known if len(known) <= FEW else chosen


def in_valley(points: Sequence[TrendPoint], point: TrendPoint) -> bool:
    """Whether the line comes down to a point and goes up again: its figure belongs below."""
    known = [p for p in points if p.total is not None]
    at = known.index(point)
    beside = [p.total or 0 for p in (*known[max(at - 1, 0) : at], *known[at + 1 : at + 2])]
    return 0 < at < len(known) - 1 and min(beside) > (point.total or 0) > 20


def roomy(plane: Plane, points: Sequence[TrendPoint], gap: float) -> list[TrendPoint]:
    """Those of the points that stand at least `gap` apart, earlier ones preferred."""
    kept: list[TrendPoint] = []
    for point in points:
        if all(abs(plane.x(point) - plane.x(other)) >= gap for other in kept):
            kept.append(point)
    return kept


def days(plane: Plane, first: str) -> list[Markup]:
    """Days below the line, the last and the first for certain; the first is the baseline."""
    points = plane.points
    foot = plane.y(0) + SIZE + 6
    room = max(breadth(point.day) for point in points)
    ordered = list(dict.fromkeys([points[-1], points[0], *points]))
    drawn = [text(plane.x(p), foot, p.day, "middle", fill=INK) for p in roomy(plane, ordered, room)]
    return [*drawn, text(plane.x(points[0]), foot + SIZE + 3, first, "middle", fill=INK)]
