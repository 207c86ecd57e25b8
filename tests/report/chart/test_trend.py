import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from audit.report.chart import trend
from audit.report.chart.plane import TrendPoint
from audit.report.chart.trend import TrendWords

WORDS = TrendWords("Skor total", "target 75", "acuan awal", "data kurang")
START = date(2025, 1, 6)


def a_point(days: int, total: int | None) -> TrendPoint:
    on = START + timedelta(days=days)
    value = None if total is None else Fraction(total)
    return TrendPoint(on, f"{on:%d %b %y}", value, "–" if total is None else f"{total},0")


def dots(drawn: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle cx="([-.\d]+)"', drawn)]


def test_days_lie_in_their_true_distance() -> None:
    first, second, third = dots(
        trend([a_point(0, 20), a_point(10, 30), a_point(40, 40)], 75, WORDS)
    )

    assert (second - first) * 3 == pytest.approx(third - second, abs=0.5)


def test_the_target_is_a_thin_line_with_its_number() -> None:
    drawn = trend([a_point(0, 20), a_point(10, 30)], 75, WORDS)

    assert ">target 75</text>" in drawn
    assert 'stroke-width="1"' in drawn


def test_the_first_audit_is_called_the_baseline() -> None:
    assert trend([a_point(0, 20), a_point(10, 30)], 75, WORDS).count(">acuan awal</text>") == 1


def test_one_audit_is_a_dot_without_a_line() -> None:
    drawn = trend([a_point(0, 20)], 75, WORDS)

    assert len(dots(drawn)) == 1
    assert "<path" not in drawn
    assert ">20,0</text>" in drawn


def test_two_audits_on_one_day_are_no_fault() -> None:
    assert len(dots(trend([a_point(0, 20), a_point(0, 30)], 75, WORDS))) == 2


def test_an_audit_without_a_total_is_a_gap_and_is_said() -> None:
    points = [a_point(0, 20), a_point(10, 30), a_point(20, None), a_point(30, 40), a_point(40, 50)]

    drawn = trend(points, 75, WORDS)

    assert drawn.count("<path") == 2
    assert "data kurang" in drawn
    assert len(dots(drawn)) == 6


def test_no_audit_is_no_drawing() -> None:
    assert trend([], 75, WORDS) == ""


@pytest.mark.parametrize("width", [344, 668])
def test_labels_of_a_hundred_audits_do_not_run_into_each_other(width: int) -> None:
    points = [a_point(n * 9, 20 + n * 37 % 60) for n in range(100)]

    drawn = trend(points, 75, WORDS, width)

    figures = sorted(float(x) for x in shown(drawn))
    assert len(figures) <= 4
    assert all(b - a >= 40 for a, b in pairwise(figures))


def shown(drawn: str) -> list[str]:
    return re.findall(r'<text x="([-.\d]+)"[^>]*class="figure"', drawn)
