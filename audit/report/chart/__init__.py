"""Charts as SVG text: pure functions, the same on screen and in print.

Presentation attributes and classes only: no style, no ids, nothing that a strict
content security policy or PDF/UA would refuse.
"""

from audit.report.chart.bars import pillar_bars
from audit.report.chart.counts import Count, count_bars
from audit.report.chart.radar import radar
from audit.report.chart.trend import trend

__all__ = ["Count", "count_bars", "pillar_bars", "radar", "trend"]
