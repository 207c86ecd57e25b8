from typing import Any

import pytest

from audit.report.headline import change, headline
from audit.report.words import Words
from tests.report.makers import a_context, a_document, an_instrument, scores, the_audit
from tests.vectors import vectors


def test_the_number_of_audit_ke_5(words: Words) -> None:
    said = headline(words, a_context())

    assert (said.total, said.band, said.state, said.note) == ("55,0", "Kurang", "final", "")
    assert [change.sentence for change in said.changes] == [
        "naik 7,9 dari audit lalu (47,1)",
        "naik 28,6 dari acuan awal (25,2 menjadi 53,8 pada 34 butir yang sama)",
    ]
    assert [change.common for change in said.changes] == ["35/35", "34/35"]


def test_the_first_audit_is_the_baseline(words: Words) -> None:
    said = headline(words, a_context(previous=None, first=None))

    assert [change.direction for change in said.changes] == ["first"]
    assert said.changes[0].sentence == "Acuan awal untuk audit berikutnya"


def test_the_second_audit_is_compared_once(words: Words) -> None:
    first = a_context().first

    said = headline(words, a_context(previous=first, first=first))

    assert [change.rest for change in said.changes] == ["dari acuan awal"]


def test_a_draft_shows_what_is_rated_so_far_without_a_band(words: Words) -> None:
    rated = {"R1": [3, 2, 3, 2, 3, 4, 2], "R2": [2, 1, 2]}

    said = headline(words, a_context(document=a_document(scores(rated), status="draft")))

    assert (said.total, said.band, said.state) == ("54,8", "", "live")
    assert said.note == "sementara · 10 dari 35 butir"
    assert said.changes[0].sentence == "Belum dapat dibandingkan dengan audit lalu"


def test_a_total_that_does_not_exist_says_why(words: Words) -> None:
    answers = dict.fromkeys(("R3.5", "R3.6", "R3.7"), "na")
    document = a_document(the_audit().scores | answers)

    said = headline(words, a_context(document=document))

    assert (said.total, said.band, said.state) == ("–", "", "none")
    assert said.note == "belum dapat dihitung: data kurang pada Resik"


def test_another_version_of_the_instrument_is_not_compared_with(words: Words) -> None:
    other = a_document(the_audit().scores, instrument="5r-ikm@2")

    said = change(words, an_instrument(), other, the_audit(), "audit lalu")

    assert said.sentence == "Belum dapat dibandingkan dengan audit lalu"
    assert said.direction == "none"


@pytest.mark.parametrize(
    ("old", "new", "sentence", "direction"),
    [
        (2, 2, "tetap dari audit lalu (50,0)", "same"),
        (3, 2, "turun 25,0 dari audit lalu (75,0)", "down"),
    ],
)
def test_a_total_may_stay_or_fall(
    words: Words, old: int, new: int, sentence: str, direction: str
) -> None:
    codes = [item.code for item in an_instrument().items(k3=False)]
    before, now = (a_document(dict.fromkeys(codes, score)) for score in (old, new))

    said = change(words, an_instrument(), before, now, "audit lalu")

    assert (said.sentence, said.direction) == (sentence, direction)


@pytest.mark.parametrize("vector", vectors("scorecards"))
def test_shown_totals_are_those_of_the_vectors(words: Words, vector: dict[str, Any]) -> None:
    expected = vector["expect"]
    answers = scores(vector["answers"])

    final = headline(words, a_context(document=a_document(answers)))
    draft = headline(words, a_context(document=a_document(answers, status="draft")))

    assert final.total == (expected["total"] or "–")
    assert final.band == (expected["band"] or "")
    assert draft.total == expected["total_live"]
