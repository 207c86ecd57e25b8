"""Typing on an older version: only what was touched goes over the newest."""

import pytest

from audit.domain.document import Answer
from audit.web.audits.sheet_stale import differs
from tests.web.audits.sheets import Desk


@pytest.mark.parametrize(
    ("typed", "before", "other"),
    [("", None, False), (None, "", False), ([], None, False), ("a", "", True), ("", "a", True)],
)
def test_nothing_is_the_same_as_an_empty_text(typed: object, before: object, other: bool) -> None:
    assert differs(typed, before) is other


def test_a_field_left_alone_takes_the_newest_value(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(note="Dari tablet lain"))

    answer = desk.send(R1_1_note="", R1_2_note="Dari saya")

    assert answer.status_code == 409
    assert "Dari tablet lain" in answer.text
    assert "Dari saya" in answer.text


def test_saving_again_stores_both(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(score=4, note="Dari tablet lain"))
    desk.send(R1_2_note="Dari saya")

    answer = desk.send(version=2, R1_1_note="Dari tablet lain", R1_2_note="Dari saya")

    assert answer.status_code == 302
    assert desk.answer("R1.1") == Answer(score=4, note="Dari tablet lain")
    assert desk.answer("R1.2").note == "Dari saya"
