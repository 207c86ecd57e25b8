"""The words at a trend: totals at their dots, days at the foot, thinned to what has room."""

from collections.abc import Sequence

from markupsafe import Markup

from audit.report.chart.plane import FEW, Plane, TrendPoint, place
from audit.report.chart.svg import INK, SIZE, breadth, element, text


def figures(plane: Plane) -> list[Markup]:
    """The totals at their dots: the last and the first for certain, others where they fit."""
    last = plane.points[-1]
    drawn = []
    for point in roomy(plane, telling(plane.points), 40):
        x, y = place(plane, point)
        base = y + SIZE + 8 if in_valley(plane.points, point) else y - 10
        weight = 800 if point is last else 600
        if len(plane.points) > FEW:
            drawn.append(clearing(x, base, point.shown))
        drawn.append(text(x, base, point.shown, "middle", font_weight=weight, class_="figure"))
    return drawn


def clearing(x: float, base: float, words: str) -> Markup:
    """White behind a figure that stands on a crowded line."""
    half = breadth(words) / 2
    return element(
        "rect", x=x - half, y=base - SIZE, width=2 * half, height=SIZE + 4, fill="#FFFFFF"
    )


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
