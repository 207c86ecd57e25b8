from typing import Any

import pytest

from audit.domain.comparison import compare
from audit.domain.instrument import Instrument
from audit.report.pillars import common_rows, pillar_rows
from audit.report.words import Words
from tests.report.makers import a_document, scores, the_audit, the_past
from tests.vectors import vectors


@pytest.mark.parametrize("vector", vectors("scorecards"))
def test_shown_pillars_are_those_of_the_vectors(
    words: Words, instrument: Instrument, vector: dict[str, Any]
) -> None:
    answers = scores(vector["answers"])
    audits = (a_document(answers), a_document(answers, status="draft"))

    final, draft = (
        {row.code: row.shown for row in pillar_rows(words, instrument, instrument.common, it, None)}
        for it in audits
    )

    assert final == {code: text or "–" for code, text in vector["expect"]["pillars"].items()}
    assert draft == {code: text or "–" for code, text in vector["expect"]["pillars_live"].items()}


@pytest.mark.parametrize("vector", vectors("comparisons"))
def test_shown_changes_are_those_of_the_vectors(
    words: Words, instrument: Instrument, vector: dict[str, Any]
) -> None:
    made = compare(instrument, scores(vector["old"]), scores(vector["new"]))

    rows = common_rows(words, instrument.common, made)

    expected = vector["expect"]["change"]["pillars"]
    assert {row.code: row.change for row in rows} == {c: t or "–" for c, t in expected.items()}


def test_a_row_says_how_many_items_its_change_is_over(words: Words, instrument: Instrument) -> None:
    rows = pillar_rows(words, instrument, instrument.common, the_audit(), the_past()[0])

    assert [row.common for row in rows] == ["7/7", "7/7", "7/7", "7/7", "6/7"]


def test_k3_stands_apart_and_only_when_it_was_rated(words: Words, instrument: Instrument) -> None:
    without = a_document(the_audit().scores, k3=False)

    assert [r.shown for r in pillar_rows(words, instrument, instrument.apart, the_audit(), None)]
    assert pillar_rows(words, instrument, instrument.apart, without, None) == ()


def test_a_pillar_without_a_percent_says_why(words: Words, instrument: Instrument) -> None:
    empty = (a_document({}), a_document({}, status="draft"))

    said = [pillar_rows(words, instrument, instrument.common, it, None)[0] for it in empty]

    assert [row.missing for row in said] == ["data kurang", "belum dinilai"]
    assert [row.state for row in said] == ["none", "none"]
