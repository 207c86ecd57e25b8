"""The line of totals over time: true spacing, the target as a thin line with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.report.chart.figures import days, figures
from audit.report.chart.plane import FEW, LEFT, TOP, Plane, TrendPoint, place
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
    number,
    path,
    text,
)

BOTTOM = 44.0
"""Room below the plane for two lines of words."""


@dataclass(frozen=True)
class TrendWords:
    """The words around the line, in the language of the page."""

    title: str
    target: str
    first: str
    missing: str


def trend(
    points: Sequence[TrendPoint], target: int, words: TrendWords, width: float = 440
) -> Markup:
    """Draw the totals of all audits, oldest first; an audit without a total is a gap.

    :param width: user units; ask for about the pixels it will be shown at
    """
    if not points:
        return Markup("")
    right = breadth(words.target) + 8
    plane = Plane(points, width, right, max(170.0, min(width * 0.36, 220.0)))
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


def marks(plane: Plane) -> list[Markup]:
    """A dot an audit, hollow at the foot when there is no total."""
    known = [place(plane, point) for point in plane.points if point.total is not None]
    empty = [place(plane, point) for point in plane.points if point.total is None]
    if len(plane.points) <= FEW:
        return [*(dot(at, ACCENT) for at in known), *(dot(at, "#FFFFFF") for at in empty)]
    return [*dots(known, ACCENT, 4.4), *dots(empty, ACCENT, 4.4), *dots(empty, "#FFFFFF", 2)]


def dot(at: tuple[float, float], fill: str) -> Markup:
    """One audit of few."""
    x, y = at
    return element("circle", cx=x, cy=y, r=4.5, fill=fill, stroke=ACCENT, stroke_width=1.2)


def dots(places: Sequence[tuple[float, float]], colour: str, size: float) -> list[Markup]:
    """Many audits in one path of round points, which is quick to write and to draw."""
    drawn = " ".join(f"M{number(x)} {number(y)}h0" for x, y in places)
    look: dict[str, str | float] = {"stroke": colour, "stroke_width": size}
    return [element("path", d=drawn, stroke_linecap="round", **look)] if places else []
