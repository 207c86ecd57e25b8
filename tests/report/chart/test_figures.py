from datetime import date, timedelta
from fractions import Fraction

from audit.report.chart.figures import figures, in_valley, roomy, telling
from audit.report.chart.plane import Plane, TrendPoint


def some_points(*totals: int | None) -> list[TrendPoint]:
    first = date(2026, 1, 1)
    return [
        TrendPoint(
            first + timedelta(days=30 * n),
            "",
            None if total is None else Fraction(total),
            f"{total},0",
        )
        for n, total in enumerate(totals)
    ]


def test_of_few_points_every_one_tells_the_last_one_first() -> None:
    points = some_points(40, 30, 50)

    assert telling(points)[0] is points[-1]
    assert set(telling(points)) == set(points)


def test_of_many_points_ends_and_extremes_tell() -> None:
    points = some_points(40, 30, 90, *range(50, 61))

    assert {point.shown for point in telling(points)} == {"60,0", "40,0", "90,0", "30,0"}


def test_a_point_without_a_total_has_no_figure() -> None:
    assert telling(some_points(None)) == []


def test_a_figure_belongs_below_where_the_line_comes_down_and_goes_up() -> None:
    points = some_points(50, 40, 60)

    assert [in_valley(points, point) for point in points] == [False, True, False]


def test_neighbours_without_room_are_left_out() -> None:
    points = some_points(50, 40, 60)
    narrow = Plane(points, width=200, right=60, height=100)

    assert roomy(narrow, points, 50) == [points[0], points[2]]


def test_figures_on_a_crowded_line_stand_on_white() -> None:
    few, many = some_points(40, 50), some_points(*range(20, 40))

    assert "<rect" not in "".join(figures(Plane(few, 400, 60, 100)))
    assert "<rect" in "".join(figures(Plane(many, 400, 60, 100)))
