"""Two audits over the items that both scored."""

from typing import Any

import pytest

from audit.domain.comparison import Comparison, compare, signed
from audit.domain.instrument import Instrument
from audit.domain.scoring import Scorecard, Scores, shown
from tests.domain.makers import all_at, scores_of
from tests.vectors import vectors

MINUS = "\N{MINUS SIGN}"


def compared(ikm: Instrument, vector: dict[str, Any]) -> Comparison:
    return compare(ikm, scores_of(vector["old"]), scores_of(vector["new"]))


@pytest.mark.parametrize("vector", vectors("comparisons"))
def test_both_audits_are_scored_over_the_common_items(
    ikm: Instrument, vector: dict[str, Any]
) -> None:
    comparison = compared(ikm, vector)

    for side in ("old", "new"):
        card: Scorecard = getattr(comparison, side)
        expected = vector["expect"][side]
        assert shown(card.total) == (expected["total"] or shown(None))
        for code, percent in expected["pillars"].items():
            assert shown(card.common[code].final) == (percent or shown(None))
    assert comparison.comparable == vector["expect"]["comparable"]
    assert comparison.of == vector["expect"]["of"]


@pytest.mark.parametrize("vector", vectors("comparisons"))
def test_the_change_is_the_difference_of_the_shown_values(
    ikm: Instrument, vector: dict[str, Any]
) -> None:
    comparison = compared(ikm, vector)
    expected = vector["expect"]["change"]

    assert signed(comparison.total_change) == (expected["total"] or signed(None))
    for code, change in expected["pillars"].items():
        assert signed(comparison.pillar_change(code)) == (change or signed(None))


def test_k3_changes_apart_and_counts_in_no_common_set(ikm: Instrument) -> None:
    old = all_at(2)
    comparison = compare(ikm, old, old | scores_of({"K3": [3] * 7}))

    assert signed(comparison.pillar_change("K3")) == "+25,0"
    assert signed(comparison.total_change) == "0,0"
    assert (comparison.comparable, comparison.pillar_items["K3"]) == (35, 7)


def test_a_fall_has_a_true_minus_sign(ikm: Instrument) -> None:
    comparison = compare(ikm, all_at(3), all_at(2))

    assert signed(comparison.total_change) == f"{MINUS}25,0"
    assert signed(comparison.total_change, "en") == f"{MINUS}25.0"


def test_each_item_says_where_it_went(ikm: Instrument) -> None:
    old: Scores = {"R1.1": 1, "R1.2": 3, "R1.3": 2, "R1.4": "na", "R1.5": 2}
    new: Scores = {"R1.1": 3, "R1.2": 2, "R1.3": 2, "R1.4": 4, "R1.5": None}

    items = {item.code: item for item in compare(ikm, old, new).items}

    went = [items[f"R1.{number}"].direction for number in range(1, 6)]
    assert went == ["up", "down", "same", "apart", "apart"]
    assert [items["R1.1"].points, items["R1.2"].points, items["R1.4"].points] == [2, -1, None]
