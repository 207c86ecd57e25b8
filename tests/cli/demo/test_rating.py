"""What a visit of the demonstration sees: notes from the level sentences, photos, areas."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.cli.demo.loading import data as source
from audit.cli.demo.rating import lowered, scores, seen
from audit.domain.document import Document
from audit.extensions import photo_store
from audit.instruments import load

INSTRUMENT = load("5r-ikm@1")
ITEM = INSTRUMENT.by_code["R1.1"]


def rows(**changes: Any) -> Mapping[str, Any]:
    return {pillar.code: [3] * 7 for pillar in INSTRUMENT.pillars} | changes


@pytest.mark.parametrize(
    ("score", "note"),
    [
        (0, ITEM.levels[0].id),
        (1, f"Belum: {lowered(ITEM.levels[2].id)}"),
        (2, f"Belum: {lowered(ITEM.levels[3].id)}"),
        (3, ""),
        (4, f"Terbukti: {lowered(ITEM.levels[4].id)}"),
    ],
)
def test_a_note_says_what_holds_or_what_does_not_yet(score: int, note: str) -> None:
    assert seen(ITEM, score) == note


@pytest.mark.parametrize(
    ("sentence", "after_a_colon"),
    [("Jadwal piket terpasang.", "jadwal piket terpasang."), ("APAR terisi.", "APAR terisi.")],
)
def test_a_sentence_after_a_colon_keeps_its_abbreviations(
    sentence: str, after_a_colon: str
) -> None:
    assert lowered(sentence) == after_a_colon


def test_an_item_that_was_not_rated_has_no_answer() -> None:
    given = dict(scores(INSTRUMENT, rows(R2=[0, "na", "-", 4, "-", 1, 2])))

    assert {code: given[code] for code in given if code.startswith("R2")} == {
        "R2.1": 0,
        "R2.2": "na",
        "R2.4": 4,
        "R2.6": 1,
        "R2.7": 2,
    }


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        list(scores(INSTRUMENT, rows(R2=[3] * 6)))


def test_photos_are_where_the_data_says_and_are_kept(data: Session, last: Document) -> None:
    (visit,) = (v for v in source()["visit"] if v["workshop"] == "kurnia" and v["days_ago"] == 7)

    shown = [code for code, answer in last.answers.items() if answer.photos]

    assert sorted(shown) == sorted(visit["photos"])
    assert photo_store().missing(last.photo_hashes()) == frozenset()


def test_the_areas_are_those_of_the_workshop(last: Document) -> None:
    assert {answer.area for answer in last.answers.values() if answer.area} <= set(last.areas)
