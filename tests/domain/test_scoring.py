"""Percents of pillars and of the whole."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from audit.domain.instrument import Instrument
from audit.domain.scoring import NO_VALUE, Score, band, rounded, scorecard, shown
from tests.domain.makers import all_at, an_instrument, scores_of
from tests.vectors import vectors

BANDS = {
    "very_good": "Sangat Baik",
    "good": "Baik",
    "fair": "Cukup",
    "poor": "Kurang",
    "very_poor": "Sangat Kurang",
}


def text(value: str | None) -> str:
    """How a scorer shows a value of the vectors, where null is no value."""
    return NO_VALUE if value is None else value


@pytest.mark.parametrize("vector", vectors("scorecards"))
def test_a_final_audit_shows_the_values_of_the_vectors(
    ikm: Instrument, vector: dict[str, Any]
) -> None:
    card = scorecard(ikm, scores_of(vector["answers"]))
    expected = vector["expect"]

    for code, percent in expected["pillars"].items():
        assert shown(card.common[code].final) == text(percent)
    assert shown(card.total) == text(expected["total"])
    assert (BANDS[card.band] if card.band else None) == expected["band"]


@pytest.mark.parametrize("vector", vectors("scorecards"))
def test_a_draft_shows_the_live_values_of_the_vectors(
    ikm: Instrument, vector: dict[str, Any]
) -> None:
    card = scorecard(ikm, scores_of(vector["answers"]))
    expected = vector["expect"]

    for code, percent in expected["pillars_live"].items():
        assert shown(card.common[code].live) == text(percent)
    assert shown(card.total_live) == text(expected["total_live"])


@pytest.mark.parametrize("vector", vectors("k3"))
def test_k3_has_its_own_percent(ikm: Instrument, vector: dict[str, Any]) -> None:
    card = scorecard(ikm, scores_of({"K3": vector["answers"]}))

    assert shown(card.apart["K3"].final) == vector["expect"]


def test_k3_never_moves_the_total(ikm: Instrument) -> None:
    best = scorecard(ikm, all_at(2) | scores_of({"K3": [4] * 7}))
    worst = scorecard(ikm, all_at(2) | scores_of({"K3": [0] * 7}))

    assert best.total == worst.total == Fraction(50)
    assert best.total_live == worst.total_live


def test_rated_items_count_na_but_not_k3(ikm: Instrument) -> None:
    card = scorecard(ikm, {"R1.1": 3, "R1.2": "na", "R1.3": None, "K3.1": 4})

    assert (card.rated, card.of) == (2, 35)


@pytest.mark.parametrize(
    ("row", "final"),
    [
        ([4, 4, 4], Fraction(100)),
        ([4, 4, "na"], None),
        ([4, 4, None], None),
        ([None, None, None], None),
    ],
)
def test_a_pillar_of_fewer_than_five_items_needs_them_all(
    row: list[Score], final: Fraction | None
) -> None:
    short = an_instrument(items=3, codes=["R1"])

    assert scorecard(short, scores_of({"R1": row})).common["R1"].final == final


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(0), "0.0"),
        (Fraction(5, 100), "0.1"),
        (Fraction(499, 10_000), "0.0"),
        (Fraction(7495, 100), "75.0"),
        (Fraction(-5, 100), "-0.1"),
    ],
)
def test_one_rounding_half_away_from_zero(value: Fraction, expected: str) -> None:
    assert rounded(value) == Decimal(expected)


def test_a_percent_has_a_decimal_comma_and_in_english_a_point() -> None:
    assert shown(Fraction(679, 10)) == "67,9"
    assert shown(Fraction(679, 10), "en") == "67.9"
    assert shown(Decimal(100)) == "100,0"
    assert shown(None) == "–"


@pytest.mark.parametrize(
    ("total", "name"),
    [
        (Fraction(0), "very_poor"),
        (Fraction(3994, 100), "very_poor"),
        (Fraction(3995, 100), "poor"),
        (Fraction(60), "fair"),
        (Fraction(7494, 100), "fair"),
        (Fraction(7495, 100), "good"),
        (Fraction(90), "very_good"),
        (None, None),
    ],
)
def test_the_band_is_that_of_the_shown_total(total: Fraction | None, name: str | None) -> None:
    assert band(total) == name
