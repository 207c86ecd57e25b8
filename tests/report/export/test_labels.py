import pytest

from audit.domain.actions import STATES
from audit.instruments import load
from audit.report.export.labels import pillar_word, state_word, status_word, type_word, yes_word
from audit.report.words import Words


@pytest.mark.parametrize(
    ("kind", "word"),
    [("mentor", "audit pendamping"), ("self", "penilaian mandiri"), ("recheck", "cek ulang")],
)
def test_every_kind_of_audit_has_a_word(words: Words, kind: str, word: str) -> None:
    assert type_word(words, kind) == word


def test_a_draft_is_marked(words: Words) -> None:
    assert [status_word(words, status) for status in ("draft", "final")] == ["draf", "final"]


def test_every_state_of_an_action_has_its_word(words: Words) -> None:
    said = ["terbuka", "dikerjakan", "menunggu verifikasi", "ditutup", "dibatalkan"]

    assert [state_word(words, state) for state in STATES] == said


def test_an_action_that_a_later_audit_continues_was_not_cancelled(words: Words) -> None:
    assert state_word(words, "cancelled", continued=True) == "diteruskan audit berikutnya"


def test_yes_and_no(words: Words) -> None:
    assert [yes_word(words, yes) for yes in (True, False)] == ["ya", "tidak"]


def test_a_pillar_is_not_called_twice_by_the_same_name(words: Words) -> None:
    said = [pillar_word(words, pillar) for pillar in load("5r-ikm@1").pillars]

    assert (said[0], said[-1]) == ("R1 Ringkas", "K3")
