"""What a visit found of earlier actions: three answers and a note each."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from audit.domain.document import Carried
from audit.storage.base import new_id
from audit.web.forms.carried import CarriedForm, carried_for, values
from tests.web.forms.test_sheet import a_draft

ACTION = new_id()


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    with app.test_request_context():
        yield


def form(posted: dict[str, str], *actions: UUID) -> CarriedForm:
    named = {f"carried-{ACTION}-{part}": value for part, value in posted.items()}
    grown: CarriedForm = carried_for(actions or [ACTION])(MultiDict(named), meta={"csrf": False})
    return grown


def test_an_answer_with_its_note_is_taken() -> None:
    sent = form({"found": "sebagian", "note": "Papan belum dipaku."})

    assert sent.validate()
    assert sent.into(a_draft()).carried == (
        Carried(action=ACTION, found="sebagian", note="Papan belum dipaku."),
    )


def test_a_note_without_an_answer_asks_for_it() -> None:
    sent = form({"note": "Papan belum dipaku."})

    assert not sent.validate()
    assert sent.errors[f"carried-{ACTION}-note"] == ["Pilih dulu: selesai, sebagian, atau belum."]
    assert sent.into(a_draft()).carried == ()


def test_a_wrong_answer_and_a_long_note_leave_what_was_stored() -> None:
    stored = Carried(action=ACTION, found="belum", note="Lama", photos=("a" * 64,))
    document = replace(a_draft(), carried=(stored,))
    sent = form({"found": "mungkin", "note": "x" * 5001})

    assert not sent.validate()
    assert sent.into(document) == document


def test_photos_are_added_and_dropped() -> None:
    stored = Carried(action=ACTION, found="belum", photos=("a" * 64, "b" * 64))
    document = replace(a_draft(), carried=(stored,))
    sent = form({"found": "selesai", "added": "c" * 64, "drop": "a" * 64})

    assert sent.validate()
    assert sent.into(document).carried[0].photos == ("b" * 64, "c" * 64)


def test_a_photo_without_an_answer_asks_for_it() -> None:
    sent = form({"added": "c" * 64})

    assert not sent.validate()
    assert list(sent.errors) == [f"carried-{ACTION}-added"]
    assert sent.into(a_draft()).carried == ()


def test_answers_about_other_actions_stay() -> None:
    other = Carried(action=new_id(), found="selesai")
    document = replace(a_draft(), carried=(other,))
    sent = form({"found": "belum"})
    sent.validate()

    assert sent.into(document).carried == (other, Carried(action=ACTION, found="belum"))


def test_the_fields_hold_what_the_document_says() -> None:
    document = replace(a_draft(), carried=(Carried(action=ACTION, found="belum", note="Catatan"),))

    assert values(document) == {
        f"carried-{ACTION}-found": "belum",
        f"carried-{ACTION}-note": "Catatan",
    }
