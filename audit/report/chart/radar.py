"""A radar of pillars: now solid, before dashed, never more than these two."""

from collections.abc import Sequence
from fractions import Fraction
from math import cos, pi, sin

from markupsafe import Markup

from audit.report.chart.svg import (
    ACCENT,
    EDGE,
    LINE,
    SIZE,
    SOFT,
    Anchor,
    breadth,
    drawing,
    element,
    line,
    path,
    polygon,
    text,
)
from audit.report.pillars import PillarRow

RADIUS = 64.0
GAP = 9.0
"""From the outer ring to the names."""
STEP = SIZE + 2.0
SHORT = 9
"""Letters that stand on one line."""
RINGS = (25, 50, 75, 100)

Point = tuple[float, float]
Values = Sequence[Fraction | None]


def radar(rows: Sequence[PillarRow], title: str) -> Markup:
    """Draw the pillars; a pillar without a value is a gap and says so at its name."""
    spokes = len(rows)
    now, before = [row.value for row in rows], [row.last for row in rows]
    names = [name(row, spot(at, spokes, RADIUS + GAP)) for at, row in enumerate(rows)]
    return drawing(
        "radar",
        title,
        box(rows),
        *(ring(percent, spokes) for percent in RINGS),
        *(spoke(spot(at, spokes, RADIUS)) for at in range(spokes)),
        shape(now, fill=ACCENT, fill_opacity="0.12", stroke="none"),
        outline(before, stroke=SOFT, stroke_width=1.4, stroke_dasharray="4 3"),
        outline(now, stroke=ACCENT, stroke_width=2.6),
        *dots(now),
        *names,
    )


def spot(at: int, spokes: int, distance: float) -> Point:
    """A point on a spoke, the first one upright, clockwise."""
    angle = 2 * pi * at / spokes - pi / 2
    return distance * cos(angle), distance * sin(angle)


def ring(percent: int, spokes: int) -> Markup:
    """A grid line at a percent; the outer one is what 100 would be."""
    corners = [spot(at, spokes, RADIUS * percent / 100) for at in range(spokes)]
    colour = EDGE if percent == 100 else LINE
    return polygon(corners, fill="none", stroke=colour, stroke_width=0.9)


def spoke(end: Point) -> Markup:
    """The axis of a pillar."""
    return line(0, 0, *end, stroke=LINE, stroke_width=0.9)


def corner(values: Values, at: int) -> Point:
    """Where a value lies; the caller knows that there is one."""
    return spot(at, len(values), RADIUS * float(values[at] or 0) / 100)


def shape(values: Values, **look: str | float) -> Markup:
    """The filled polygon, if it has all its corners."""
    if None in values or not values:
        return Markup("")
    return polygon([corner(values, at) for at in range(len(values))], **look)


def outline(values: Values, **look: str | float) -> Markup:
    """The polygon, or those of its sides that have both ends."""
    if None not in values:
        return shape(values, fill="none", stroke_linejoin="round", **look)
    sides = [(at, (at + 1) % len(values)) for at in range(len(values))]
    return Markup("").join(
        path([corner(values, one), corner(values, two)], fill="none", **look)
        for one, two in sides
        if values[one] is not None and values[two] is not None
    )


def dots(values: Values) -> list[Markup]:
    """A dot at each value of now, so that one standing alone is seen too."""
    spots = [corner(values, at) for at, value in enumerate(values) if value is not None]
    return [element("circle", cx=x, cy=y, r=3, fill=ACCENT) for x, y in spots]


def lines(row: PillarRow) -> list[str]:
    """The name, and what is missing, in short lines: the drawing is to stay large."""
    return [*halves(row.name), *(halves(row.missing) if row.missing else [])]


def halves(words: str) -> list[str]:
    """Long words in two lines, cut at the space nearest to the middle."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= SHORT or not spaces:
        return [words]
    cut = min(spaces, key=lambda at: abs(at - len(words) / 2))
    return [words[:cut], words[cut + 1 :]]


def name(row: PillarRow, place: Point) -> Markup:
    """The name of a pillar outside its spoke, its first line the heavier."""
    x, y = place
    count = len(halves(row.name))
    return Markup("").join(
        text(x, first_line(row, y) + at * STEP, words, anchor(place), font_weight=weight)
        for at, words in enumerate(lines(row))
        for weight in [600 if at < count else 400]
    )


def anchor(place: Point) -> Anchor:
    """Names above and below are centred, those beside grow away from the drawing."""
    x, y = place
    if abs(x) < 1 or y > RADIUS / 2:
        return "middle"
    return "start" if x > 0 else "end"


def first_line(row: PillarRow, y: float) -> float:
    """Where the first line of a name stands: above, beside or below its point."""
    more = (len(lines(row)) - 1) * STEP
    if y < -RADIUS:
        return y - more
    return y + SIZE * 0.75 if y > RADIUS / 2 else y + SIZE * 0.35 - more / 2


def box(rows: Sequence[PillarRow]) -> tuple[float, float, float, float]:
    """What has to be seen, with every name whole; the middle stays in the middle."""
    half, top, bottom = RADIUS, RADIUS, 0.0
    for at, row in enumerate(rows):
        place = spot(at, len(rows), RADIUS + GAP)
        long = max(breadth(words) for words in lines(row))
        half = max(half, abs(place[0]) + (long / 2 if anchor(place) == "middle" else long))
        first = first_line(row, place[1])
        top = max(top, SIZE - first)
        bottom = max(bottom, first + (len(lines(row)) - 1) * STEP + 5)
    return -half, -top, 2 * half, top + bottom
