from typing import get_args

import pytest

from audit.domain.document import Cost, Found, Priority
from audit.domain.scoring import BANDS
from audit.report import labels
from audit.report.words import Words


def test_every_band_has_its_word(words: Words) -> None:
    said = [labels.band_word(words, name) for _, name in BANDS]

    assert said == ["Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"]
    assert labels.band_word(words, None) == ""


def test_every_code_of_the_document_has_its_words(words: Words) -> None:
    assert all(labels.priority_word(words, code) for code in get_args(Priority))
    assert all(labels.cost_word(words, code) for code in get_args(Cost))
    assert [labels.found_word(words, code) for code in get_args(Found)] == [*get_args(Found)]
    assert labels.found_word(words, None) == "belum diperiksa"


def test_a_repeat_is_said_from_the_second_time_on(words: Words) -> None:
    assert labels.repeat_words(words, 1) == ""
    assert labels.repeat_words(words, 2) == "berulang 2 kali"


def test_scores_are_printed_as_they_are_given() -> None:
    assert [labels.score_word(score) for score in (0, 4, "na", None)] == ["0", "4", "N/A", "–"]


@pytest.mark.parametrize(
    ("count", "word"),
    [(1, "tindakan ini"), (2, "keduanya"), (3, "ketiganya"), (4, "keempatnya"), (5, "kelimanya")],
)
def test_if_done_counts_in_words(words: Words, count: int, word: str) -> None:
    said = labels.if_done_words(words, count, "60,7")

    assert said == f"Bila {word} selesai, skor diperkirakan menjadi 60,7."


def test_more_actions_than_five_are_counted_in_figures(words: Words) -> None:
    assert labels.actions_heading(words, 5) == "Lima tindakan"
    assert labels.actions_heading(words, 6) == "6 tindakan"
    assert labels.if_done_words(words, 6, "70,0").startswith("Bila semuanya selesai")
