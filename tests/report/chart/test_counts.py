import pytest

from audit.report.chart import Count, count_bars


def widths(drawn: str) -> list[float]:
    """Widths of track and bar, row by row."""
    return [float(part.split('"')[3 * 2 + 1]) for part in drawn.split("<rect ")[1:]]


def test_a_bar_is_as_long_as_its_part_of_all() -> None:
    track, half, _track, none = widths(count_bars([Count("a", 3), Count("b", 0)], "Usaha"))[:4]

    assert (half, none) == (track, 0)
    track, half, *_rest = widths(count_bars([Count("a", 3), Count("b", 3)], "Usaha"))
    assert half == pytest.approx(track / 2, abs=0.1)


def test_of_nothing_there_are_tracks_alone() -> None:
    assert widths(count_bars([Count("a", 0)], "Usaha"))[1] == 0


def test_names_and_numbers_are_written_and_escaped() -> None:
    drawn = count_bars([Count("<b>", 12)], "Usaha & kelas")

    assert ">12</text>" in drawn
    assert "&lt;b&gt;" in drawn
    assert "<title>Usaha &amp; kelas</title>" in drawn
