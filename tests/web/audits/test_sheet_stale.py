"""Typing on an older version: only what was touched goes over the newest."""

import pytest

from audit.domain.document import Answer
from audit.web.audits.sheet_stale import differs
from tests.web.audits.sheets import Desk, a_jpeg, item_of, upload


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


def test_an_older_form_gives_back_what_was_typed_on_the_newest_sheet(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(score=3), R1_2=Answer(score=4))

    answer = desk.send(R1_2_score="1", R1_3_note="Catatan saya", R1_3_photos=upload(a_jpeg()))

    assert answer.status_code == 409
    assert "Audit ini diubah di tempat lain (R1.1, R1.2)" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert 'data-score="3"' in item_of(answer.text, "R1.1")
    assert 'data-score="1"' in item_of(answer.text, "R1.2")
    assert "Catatan saya" in item_of(answer.text, "R1.3")
    assert 'name="answers-R1.3-added"' in item_of(answer.text, "R1.3")
    assert desk.document().scores == {"R1.1": 3, "R1.2": 4}


def test_a_form_that_is_sent_twice_is_stored_once(desk: Desk) -> None:
    desk.send(R1_1_score="3")

    answer = desk.send(version=1, R1_1_score="3")

    assert answer.status_code == 302
    assert desk.document().scores == {"R1.1": 3}


def test_a_form_without_a_version_overwrites_nothing_unseen(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(score=3))

    answer = desk.send(version="", R1_1_score="1")

    assert answer.status_code == 409
    assert desk.answer("R1.1").score == 3
