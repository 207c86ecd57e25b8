"""The five actions, the praises and the promise of page one."""

from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.findings import items_with_finding, refreshed
from audit.domain.instrument import Instrument
from audit.domain.ranking import choose, chosen, if_done, praises, rank_key, top_five
from audit.domain.scoring import shown
from tests.domain.makers import a_document, a_finding, all_at, an_item, scores_of
from tests.vectors import vectors


@pytest.mark.parametrize("vector", vectors("rules"))
def test_top_five_and_praises_are_those_of_the_vectors(
    ikm: Instrument, vector: dict[str, Any]
) -> None:
    earlier: list[frozenset[str]] = []
    for rows in vector["history"]:
        document = a_document(scores_of(rows))
        findings = refreshed((), document, ikm, earlier)
        document = replace(document, findings=findings)
        earlier.append(items_with_finding(document))
    last = scores_of(vector["history"][-2]) if len(vector["history"]) > 1 else None

    assert list(top_five(document.findings, document.scores, ikm)) == vector["top_five"]
    picked = chosen(document.findings, document.scores, ikm)
    assert [finding.item for finding in picked] == vector["top_five"]
    assert list(praises(ikm, document.scores, last)) == vector["praises"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("R1.1", 2, "tinggi", "tanpa"), ("R1.1", 0, "sedang", "tanpa")),
        (("R1.1", 0, "tinggi", "kecil"), ("R1.1", 1, "tinggi", "tanpa")),
        (("R5.1", 1, "sedang", "tanpa"), ("R1.1", 1, "sedang", "kecil")),
        (("R1.2", 1, "sedang", "kecil"), ("R1.1", 1, "sedang", "perlu-anggaran")),
        (("R1.7", 1, "sedang", "tanpa"), ("R2.1", 1, "sedang", "tanpa")),
        (("R5.7", 1, "sedang", "tanpa"), ("K3.1", 1, "sedang", "tanpa")),
        (("R1.9", 1, "sedang", "tanpa"), ("R1.10", 1, "sedang", "tanpa")),
    ],
    ids=["priority", "distance", "cost", "cost in three", "pillar", "K3 last", "code"],
)
def test_rank_goes_by_priority_then_distance_then_cost_then_place(
    first: tuple[str, int, str, str], second: tuple[str, int, str, str]
) -> None:
    keys = [
        rank_key(a_finding(code, priority=urgency, cost=cost), an_item(code), score)
        for code, score, urgency, cost in (first, second)
    ]

    assert keys[0] < keys[1]


def test_a_declined_finding_is_in_no_top_five(ikm: Instrument) -> None:
    findings = (a_finding("R1.1", 10, declined=True), a_finding("R1.2", 11))

    assert top_five(findings, {"R1.1": 2, "R1.2": 2}, ikm) == ("R1.2",)


def test_a_finding_whose_item_is_no_longer_low_is_in_no_top_five(ikm: Instrument) -> None:
    findings = (a_finding("R1.1", 10), a_finding("R1.2", 11), a_finding("R9.9", 12))

    assert top_five(findings, {"R1.1": 3, "R1.2": 2, "R9.9": 0}, ikm) == ("R1.2",)


def test_people_keep_their_choice_and_the_rule_fills_the_other_places(ikm: Instrument) -> None:
    scores = all_at(0, ["R1"])
    findings = [a_finding(code, number) for number, code in enumerate(scores, 10)]
    findings[6] = a_finding("R1.7", 16, chosen=True, edited=("chosen",))
    findings[0] = a_finding("R1.1", 10, chosen=False, edited=("chosen",))

    picked = [f.item for f in choose(findings, scores, ikm) if f.action.chosen]

    # R1.2, R1.4 and R1.6 cost more; one place is left for the first of them.
    assert picked == ["R1.2", "R1.3", "R1.4", "R1.5", "R1.7"]


def test_six_that_a_person_chose_stay_six(ikm: Instrument) -> None:
    scores = all_at(0, ["R1"])
    mine = [
        a_finding(f"R1.{n}", n, chosen=n < 7, edited=("chosen",) if n < 7 else ())
        for n in range(1, 8)
    ]

    picked = [f.item for f in choose(mine, scores, ikm) if f.action.chosen]

    assert picked == [f"R1.{n}" for n in range(1, 7)]


def test_a_declined_choice_takes_no_place(ikm: Instrument) -> None:
    scores = all_at(2, ["R1"])
    findings = [a_finding(code, number) for number, code in enumerate(scores, 10)]
    findings[0] = a_finding("R1.1", 10, chosen=True, declined=True, edited=("chosen", "declined"))

    settled = choose(findings, scores, ikm)

    assert len(chosen(settled, scores, ikm)) == 5
    assert "R1.1" not in [finding.item for finding in chosen(settled, scores, ikm)]


def test_praises_put_the_largest_rise_first_then_the_higher_nilai(ikm: Instrument) -> None:
    last = {"R1.1": 1, "R1.2": 3, "R1.3": 3, "R1.4": 4}
    now = {"R1.1": 3, "R1.2": 3, "R1.3": 4, "R1.4": 4}

    assert praises(ikm, now, last) == ("R1.1", "R1.3", "R1.4")


def test_an_item_that_fell_earns_no_praise(ikm: Instrument) -> None:
    assert praises(ikm, {"R1.1": 3}, {"R1.1": 4}) == ()


def test_an_item_not_scored_last_time_did_not_fall(ikm: Instrument) -> None:
    assert praises(ikm, {"R1.1": 3, "R1.2": 2}, {"R1.1": "na"}) == ("R1.1",)


def test_items_that_rose_to_2_fill_up_the_praises(ikm: Instrument) -> None:
    last = {"R1.1": 0, "R1.2": 1, "R1.3": 2, "R2.1": 3, "K3.1": 0}
    now = {"R1.1": 2, "R1.2": 2, "R1.3": 2, "R2.1": 3, "K3.1": 4}

    assert praises(ikm, now, last) == ("R2.1", "R1.1", "R1.2")


@pytest.mark.parametrize("vector", vectors("if_done"))
def test_bila_selesai_is_that_of_the_vectors(ikm: Instrument, vector: dict[str, Any]) -> None:
    total = if_done(ikm, scores_of(vector["answers"]), vector["items"])

    assert shown(total) == (vector["expect_total"] or shown(None))


def test_bila_selesai_scores_no_item_that_does_not_apply(ikm: Instrument) -> None:
    scores = all_at(2) | {"R1.1": "na"}

    assert if_done(ikm, scores, ["R1.1"]) == 50
