"""Bars of counts: how many there are of each kind, as a part of all."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from audit.report.chart.svg import ACCENT, SIZE, TRACK, breadth, drawing, element, text

STEP, THICK, NUMBER = 24.0, 14.0, 36.0


class Count(NamedTuple):
    """How many there are of one kind."""

    name: str
    number: int


def count_bars(rows: Sequence[Count], title: str, width: float = 320) -> Markup:
    """Draw one bar a kind; all of them together would fill the track.

    :param width: user units; one is a CSS pixel when drawn at its own size
    """
    left = max((breadth(row.name) for row in rows), default=0) + 6
    long = width - left - NUMBER
    whole = sum(row.number for row in rows) or 1
    drawn = []
    for at, row in enumerate(rows):
        middle = at * STEP + STEP / 2
        place: dict[str, float] = {"x": left, "y": middle - THICK / 2, "height": THICK}
        drawn += [
            text(0, middle + SIZE * 0.35, row.name, font_weight=600),
            element("rect", **place, width=long, fill=TRACK),
            element("rect", **place, width=long * row.number / whole, fill=ACCENT),
            text(width, middle + SIZE * 0.35, str(row.number), "end", font_weight=800),
        ]
    return drawing("counts", title, (0, 0, width, len(rows) * STEP), *drawn)
