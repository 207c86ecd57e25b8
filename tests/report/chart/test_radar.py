import re
from fractions import Fraction

import pytest

from audit.report.chart import radar
from audit.report.pillars import PillarRow
from tests.report.makers import a_row

NAMES = ("Ringkas", "Rapi", "Resik", "Rawat", "Rajin")
ENGLISH = ("Sort", "Set in order", "Shine", "Standardize", "Sustain")


def rows(*values: int | None, last: int | None = None) -> list[PillarRow]:
    return [
        a_row(
            name,
            value=None if value is None else Fraction(value),
            missing="data kurang" if value is None else "",
            last=None if last is None else Fraction(last),
        )
        for name, value in zip(NAMES, values, strict=False)
    ]


def test_now_is_solid_and_before_is_dashed() -> None:
    drawn = radar(rows(75, 54, 68, 39, 39, last=50), "Radar")

    assert drawn.count("stroke-dasharray") == 1
    assert drawn.count('fill-opacity="0.12"') == 1
    assert drawn.count("<circle") == 5


def test_without_an_earlier_audit_there_is_one_polygon() -> None:
    assert "stroke-dasharray" not in radar(rows(75, 54, 68, 39, 39), "Radar")


def test_a_missing_value_is_a_gap_and_is_said() -> None:
    drawn = radar(rows(75, None, 68, 39, 39), "Radar")

    assert "fill-opacity" not in drawn
    assert drawn.count("<circle") == 4
    assert ">data</text>" in drawn
    assert ">kurang</text>" in drawn


@pytest.mark.parametrize(
    "names", [NAMES, ("Sort", "Set in order", "Shine", "Standardize", "Sustain")]
)
def test_no_name_is_clipped(names: tuple[str, ...]) -> None:
    drawn = radar([a_row(name, value=Fraction(50)) for name in names], "Radar")
    left, top, wide, tall = (float(n) for n in viewbox(drawn))

    for x, y, anchor, words in re.findall(
        r'<text x="([-.\d]+)" y="([-.\d]+)" text-anchor="(\w+)"[^>]*>([^<]*)', drawn
    ):
        long = len(words) * 13 * 0.6
        start = float(x) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left <= start
        assert start + long <= left + wide
        assert top + 9 <= float(y) <= top + tall - 3


def test_a_drawing_beside_the_number_keeps_its_letters_large() -> None:
    _, _, wide, _ = viewbox(radar(rows(75, 54, 68, 39, 39), "Radar"))

    assert float(wide) <= 234


def viewbox(drawn: str) -> list[str]:
    (box,) = re.findall(r'viewBox="([^"]*)"', drawn)
    return str(box).split()
