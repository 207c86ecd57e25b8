"""Bars of pillars: how long is the percent now, the tick is the percent last time."""

from collections.abc import Sequence

from markupsafe import Markup

from audit.report.chart.svg import (
    ACCENT,
    INK,
    LINE,
    SIZE,
    SOFT,
    TRACK,
    breadth,
    drawing,
    element,
    line,
    text,
)
from audit.report.pillars import PillarRow

STEP, THICK = 24.0, 14.0
APART_GAP = 10.0
NUMBER, CHANGE = 44.0, 50.0
"""Columns right of the bars: the percent and its change."""


def pillar_bars(
    rows: Sequence[PillarRow], title: str, apart: Sequence[PillarRow] = (), width: float = 254
) -> Markup:
    """Draw one bar a pillar; those `apart` stand below a line, out of the total.

    :param width: user units; one is a CSS pixel when drawn at its own size
    """
    both = [*rows, *apart]
    left = max((breadth(row.name) for row in both), default=0) + 4
    changes = CHANGE if any(row.change for row in both) else 0
    track = (left, width - left - NUMBER - changes)
    drawn = [bar(row, at * STEP, track, width) for at, row in enumerate(rows)]
    below = len(rows) * STEP + APART_GAP
    drawn += [bar(row, below + at * STEP, track, width) for at, row in enumerate(apart)]
    if apart:
        drawn.append(line(0, below - 6, width, below - 6, stroke=LINE, stroke_width=1))
    height = below + len(apart) * STEP if apart else len(rows) * STEP
    return drawing("bars", title, (0, 0, width, height), *drawn)


def bar(row: PillarRow, y: float, track: tuple[float, float], width: float) -> Markup:
    """One pillar: name, bar with its tick, percent, change."""
    middle = y + STEP / 2
    base = middle + SIZE * 0.35
    shown = width - (CHANGE if track[0] + track[1] + NUMBER < width else 0)
    return Markup("").join(
        [
            text(0, base, row.name, font_weight=600),
            measure(row, middle, track),
            figure(row, shown, base),
            text(width, base, row.change, "end", class_="figure") if shown < width else Markup(""),
        ]
    )


def figure(row: PillarRow, x: float, base: float) -> Markup:
    """The percent; without one the words in place of the bar say all."""
    if row.value is None:
        return Markup("")
    return text(x, base, row.shown, "end", font_weight=800, class_="figure")


def measure(row: PillarRow, middle: float, track: tuple[float, float]) -> Markup:
    """The bar on its track; without a value the gap says why."""
    x, long = track
    if row.value is None:
        return text(x, middle + SIZE * 0.35, row.missing, fill=SOFT)
    place: dict[str, float] = {"x": x, "y": middle - THICK / 2, "height": THICK}
    return (
        element("rect", **place, width=long, fill=TRACK)
        + element("rect", **place, width=long * float(row.value) / 100, fill=ACCENT)
        + tick(row, middle, track)
    )


def tick(row: PillarRow, middle: float, track: tuple[float, float]) -> Markup:
    """An upright line where the pillar was last time; white beside it parts it from the bar."""
    if row.last is None:
        return Markup("")
    x, half = track[0] + track[1] * float(row.last) / 100, THICK / 2 + 3
    return line(x, middle - half, x, middle + half, stroke="#FFFFFF", stroke_width=5) + line(
        x, middle - half, x, middle + half, stroke=INK, stroke_width=2.6
    )
