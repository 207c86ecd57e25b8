"""The charts of pillars with the rows they draw, for the report and the comparison alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from audit.domain.document import Document
from audit.report import chart
from audit.report.captions import legend, pillars_told
from audit.report.pillars import PillarRow
from audit.report.words import Words

BESIDE, WIDE = 230, 370
"""Widths of the bars in pixels: beside radar and number, and beside the radar alone."""


@dataclass(frozen=True)
class Pictures:
    """Radar and bars, and the same in rows of text."""

    pillars: Annotated[tuple[PillarRow, ...], "R1 to R5"]
    apart: Annotated[tuple[PillarRow, ...], "K3, out of the total; empty without K3"]
    radar: Annotated[Markup, "The pillars, now and in the audit compared with"]
    bars: Annotated[Markup, "The pillars and K3, with the change in points"]
    legend: Annotated[str, "How to read both"]


def pictures(
    words: Words,
    rows: Sequence[PillarRow],
    apart: Sequence[PillarRow],
    old: Document | None,
    width: float = BESIDE,
) -> Pictures:
    """Draw the rows, bars `width` pixels wide; `old` is what ticks and dashes stand for."""
    _ = words.gettext
    return Pictures(
        pillars=tuple(rows),
        apart=tuple(apart),
        radar=chart.radar(rows, pillars_told(words, _("Radar pilar"), rows)),
        bars=chart.pillar_bars(
            rows, pillars_told(words, _("Skor pilar"), [*rows, *apart]), apart, width
        ),
        legend=legend(words, old),
    )
