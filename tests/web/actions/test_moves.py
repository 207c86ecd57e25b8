"""The buttons of an action: which, in which order, with which words."""

import pytest
from flask import Flask

from audit.domain.actions import STATES
from audit.storage.accounts import Role, User
from audit.storage.actions import Action, ActionStep
from audit.storage.base import new_id
from audit.usecases.acting import Taker
from audit.web.actions.moves import buttons, hint, sentences


def a_taker() -> Taker:
    return Taker(user=User(id=new_id(), roles=[Role(name="mentor")]))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("open", ["Laporkan sudah dikerjakan", "Mulai dikerjakan", "Batalkan tindakan"]),
        ("in_progress", ["Laporkan sudah dikerjakan", "Batalkan tindakan"]),
        ("reported", ["Verifikasi dan tutup", "Belum sesuai", "Batalkan tindakan"]),
        ("closed", ["Kerjakan lagi", "Buka lagi"]),
        ("cancelled", ["Kerjakan lagi", "Buka lagi"]),
    ],
)
def test_the_likeliest_button_comes_first_and_only_the_way_forward_is_primary(
    app: Flask, state: str, words: list[str]
) -> None:
    with app.test_request_context():
        shown = buttons(Action(state=state, steps=[]), a_taker())

    assert [button.words for button in shown] == words
    primary = [button.to for button in shown if button.primary]
    assert primary == [to for to in ("closed", "reported") if to in [b.to for b in shown]]
    assert [button.quiet for button in shown] == [button.to == "cancelled" for button in shown]


def test_who_reported_it_has_no_button_to_verify(app: Flask) -> None:
    taker = a_taker()
    assert taker.user
    report = ActionStep(from_state="open", to_state="reported", by_id=taker.user.id)

    with app.test_request_context():
        shown = buttons(Action(state="reported", steps=[report]), taker)

    assert [button.to for button in shown] == ["in_progress", "cancelled"]
    assert not any(button.primary for button in shown)


def test_every_state_says_what_the_note_is_for(app: Flask) -> None:
    with app.test_request_context():
        told = {hint(Action(state=state), own=False) for state in STATES}
        told.add(hint(Action(state="reported"), own=True))

    assert len(told) == 4


def test_every_refusal_has_its_sentence(app: Flask) -> None:
    kinds = ["needs_proof", "needs_reason", "own_work", "not_allowed"]

    with app.test_request_context():
        assert len({*sentences(kinds)}) == 4
