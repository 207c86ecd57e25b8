"""A posted sheet meets what is stored: earlier actions, other versions, other tablets."""

from typing import Any

import pytest

from audit.domain.document import Answer
from audit.extensions import db
from audit.storage.audits import Audit
from tests.answers import HISTORY
from tests.web.audits.sheets import Desk, a_jpeg, earlier, item_of, upload


def test_what_was_found_of_an_earlier_action_is_stored(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    page = desk.page()
    action = page.partition('data-carried="')[2].partition('"')[0]

    answer = desk.send(
        **{f"carried-{action}-found": "selesai", f"carried-{action}-note": "Sudah dipasang."}
    )

    assert answer.status_code == 302
    (carried,) = desk.document().carried
    assert (str(carried.action), carried.found, carried.note) == (
        action,
        "selesai",
        "Sudah dipasang.",
    )


def test_a_note_about_an_action_without_its_answer_is_given_back(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    action = desk.page().partition('data-carried="')[2].partition('"')[0]

    answer = desk.send(R1_1_score="3", **{f"carried-{action}-note": "Baru separuh."})

    assert answer.status_code == 422
    assert "Baru separuh." in answer.text
    assert "Pilih dulu: selesai, sebagian, atau belum." in answer.text
    assert desk.answer("R1.1").score == 3


@pytest.mark.parametrize("version", ["", "99", "-1", "satu", "9" * 40])
def test_a_form_of_an_unknown_version_overwrites_nothing_unseen(desk: Desk, version: str) -> None:
    desk.elsewhere(R1_1=Answer(score=3), R1_2=Answer(score=4))

    answer = desk.send(
        version=version,
        R1_2_score="1",
        R1_3_note="Catatan saya",
        R1_3_photos=upload(a_jpeg()),
    )

    assert answer.status_code == 409
    assert "Halaman ini tidak cocok dengan audit yang tersimpan" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert 'data-score="3"' in item_of(answer.text, "R1.1")
    assert 'data-score="1"' in item_of(answer.text, "R1.2")
    assert "Catatan saya" in item_of(answer.text, "R1.3")
    assert 'name="answers-R1.3-added"' in item_of(answer.text, "R1.3")
    assert desk.document().scores == {"R1.1": 3, "R1.2": 4}


def test_a_field_left_alone_takes_the_newest_value(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(note="Dari tablet lain", photos=("a" * 64,)))

    answer = desk.send(version=1, R1_1_note="", R1_2_note="Dari saya", R1_1_photos=upload(a_jpeg()))

    assert (answer.status_code, answer.location) == (302, f"{desk.address}#R2")
    assert desk.answer("R1.1").note == "Dari tablet lain"
    assert len(desk.answer("R1.1").photos) == 2
    assert desk.answer("R1.2").note == "Dari saya"


def test_two_texts_for_one_field_are_both_kept(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(note="Dari tablet lain"))

    answer = desk.send(version=1, R1_1_note="Dari saya", to="summary")

    assert answer.location == f"{desk.address}#R1.1"
    (conflict,) = desk.document().conflicts
    assert [side.value for side in conflict.sides] == ["Dari tablet lain", "Dari saya"]
    assert "Dari saya" in item_of(desk.page(), "R1.1")


def test_an_older_form_gives_back_what_is_too_long(desk: Desk) -> None:
    desk.elsewhere(R1_1=Answer(score=3))

    answer = desk.send(version=1, R1_1_note="x" * 5001, R1_2_score="4")

    assert answer.status_code == 422
    assert "x" * 5001 in item_of(answer.text, "R1.1")
    assert 'name="version" value="3"' in answer.text
    assert desk.document().scores == {"R1.1": 3, "R1.2": 4}


def test_a_form_that_is_sent_twice_is_stored_once(desk: Desk) -> None:
    desk.send(R1_1_score="3")

    answer = desk.send(version=1, R1_1_score="3")

    assert answer.status_code == 302
    assert (desk.document().scores, desk.document().conflicts) == ({"R1.1": 3}, ())


def test_a_deleted_audit_is_gone(desk: Desk) -> None:
    row = db.session.get(Audit, desk.audit_id)
    assert row is not None
    row.deleted_at = row.stored_at
    db.session.commit()

    assert desk.client.get(desk.address).status_code == 410


def first_action(desk: Desk) -> str:
    """The first earlier action on the sheet, by its id."""
    return desk.page().partition('data-carried="')[2].partition('"')[0]


def test_a_photo_of_an_earlier_action_is_stored_and_shown(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    action = first_action(desk)
    sent: dict[str, Any] = {
        f"carried-{action}-found": "selesai",
        f"carried-{action}-photos": upload(a_jpeg()),
    }

    assert desk.send(**sent).status_code == 302

    (carried,) = desk.document().carried
    (sha,) = carried.photos
    assert (carried.found, carried.note) == ("selesai", "")
    assert f'data-photo="{sha}"' in desk.page()
    assert desk.client.get(f"/api/v1/photos/{sha}").status_code == 200

    desk.send(version=2, **{f"carried-{action}-found": "selesai", f"carried-{action}-drop": sha})
    assert desk.document().carried[0].photos == ()


def test_a_photo_of_an_action_without_its_answer_is_kept_and_asks_for_it(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    action = first_action(desk)

    sent: dict[str, Any] = {f"carried-{action}-photos": upload(a_jpeg())}

    answer = desk.send(**sent)

    assert answer.status_code == 422
    assert "Pilih dulu: selesai, sebagian, atau belum." in answer.text
    sha = answer.text.partition(f'name="carried-{action}-added" value="')[2].partition('"')[0]
    desk.send(**{f"carried-{action}-found": "selesai", f"carried-{action}-added": sha})
    assert desk.document().carried[0].photos == (sha,)


def test_a_broken_photo_of_an_action_says_so(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    action = first_action(desk)
    sent: dict[str, Any] = {f"carried-{action}-found": "selesai"}
    sent[f"carried-{action}-photos"] = upload(b"no picture", "rusak.jpg")

    answer = desk.send(**sent)

    assert answer.status_code == 422
    assert "rusak.jpg: Berkas ini bukan foto." in answer.text
    assert desk.document().carried[0].found == "selesai"
