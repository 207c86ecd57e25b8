from datetime import date
from fractions import Fraction

import pytest

from audit.report.chart.plane import Plane, TrendPoint, place


def a_plane(*days: int) -> Plane:
    points = [TrendPoint(date(2026, 1, day), "", Fraction(50), "50,0") for day in days]
    return Plane(points, width=400, right=60, height=100)


def test_days_lie_in_their_true_distance() -> None:
    plane = a_plane(1, 11, 31)
    first, second, third = (plane.x(point) for point in plane.points)

    assert third - second == pytest.approx(2 * (second - first))


def test_one_day_stands_in_the_middle() -> None:
    plane = a_plane(1)

    assert plane.x(plane.points[0]) == (30 + 340) / 2


def test_a_percent_is_as_high_as_it_is() -> None:
    plane = a_plane(1)

    assert (plane.y(0), plane.y(100)) == (126, 26)
    assert place(plane, plane.points[0])[1] == plane.y(50)
    assert place(plane, TrendPoint(date(2026, 1, 1), "", None, "–"))[1] == plane.y(0)
