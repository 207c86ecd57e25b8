from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from audit.extensions import photo_store
from audit.storage import audits
from audit.storage.accounts import User
from audit.usecases.closing import Closing, closing
from audit.web.forms.summary import Summary
from tests.closings import name_of, rated
from tests.factories import a_workshop

People = dict[str, User]


@pytest.fixture
def state(app: Flask, session: Session, people: People) -> Iterator[Closing]:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    with app.test_request_context(method="POST"):
        row = audits.get(session, people["mentor"], draft.document.id)
        yield closing(session, photo_store(), row, row.read())


def summary(state: Closing, *ticked: str, **fields: Any) -> Summary:
    """The forms after every finding's text was sent, with these items ticked."""
    posted: MultiDict[str, Any] = MultiDict(fields)
    for finding in state.document.findings:
        posted.add(name_of(state.document, finding.item, "text"), finding.text)
        if finding.item in ticked:
            posted.add(name_of(state.document, finding.item, "chosen"), "y")
    form = Summary(state, 1, posted)
    form.validate()
    return form


def five(state: Closing) -> list[str]:
    return [finding.item for finding in state.chosen]


def test_what_the_page_did_not_send_is_not_posted(state: Closing) -> None:
    assert set(Summary(state, 1, MultiDict({"remarks_owner": "ya"})).posted()) == {"remarks_owner"}


def test_no_praise_is_told_from_praise_not_sent(state: Closing) -> None:
    assert summary(state, *five(state), praises="").posted()["praises"] == ()
    assert "praises" not in summary(state, *five(state)).posted()


def test_a_sixth_is_refused_with_all_ticks_kept(state: Closing) -> None:
    form = summary(state, *five(state), "R2.6")

    sixth = name_of(state.document, "R2.6", "chosen")
    assert list(form.errors()) == [sixth]
    assert not any(name.endswith("chosen") for name in form.posted())
    fresh = Summary(state, 2)
    fresh.give_back(form.wrong())
    assert len(list(fresh.chosen())) == 6 and list(fresh.errors()) == [sixth]


def test_one_name_goes_to_every_ticked_action(state: Closing) -> None:
    posted = summary(state, *five(state), everyone_pic=" Joko ").posted()

    assert [posted[name_of(state.document, item, "pic")] for item in five(state)] == ["Joko"] * 5


def test_a_name_that_is_too_long_goes_to_nobody(state: Closing) -> None:
    form = summary(state, *five(state), everyone_pic="x" * 121)

    assert list(form.errors()) == ["everyone_pic"]
    assert form.posted()[name_of(state.document, five(state)[0], "pic")] == ""


def test_a_field_that_could_not_be_stored_gets_a_sentence(state: Closing) -> None:
    form = summary(state, *five(state), remarks_owner="keberatan")
    form.refuse({"remarks_owner"}, "Diubah di tempat lain.")

    fresh = Summary(state, 2)
    fresh.give_back(form.wrong())
    assert fresh.main.remarks_owner.data == "keberatan"
    assert fresh.errors() == {"remarks_owner": "Diubah di tempat lain."}
