"""What all closing forms do alike; the summary stands for them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from audit.domain.document import MAX_TEXT
from audit.extensions import photo_store
from audit.storage import audits
from audit.storage.accounts import User
from audit.usecases.closing import Closing, closing
from audit.web.forms.closing import ClosingForms
from audit.web.forms.owner import Owner
from audit.web.forms.summary import Summary
from tests.closings import finding_of, name_of, rated
from tests.factories import a_workshop

KINDS = [Summary, Owner]


@pytest.fixture
def state(app: Flask, session: Session, people: dict[str, User]) -> Iterator[Closing]:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    with app.test_request_context(method="POST"):
        row = audits.get(session, people["mentor"], draft.document.id)
        yield closing(session, photo_store(), row, row.read())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wrong_is_told_held_back_and_given_back(
    state: Closing, kind: type[ClosingForms]
) -> None:
    long = "x" * (MAX_TEXT + 1)
    form = kind(state, 1, MultiDict({"remarks_owner": long}))
    form.validate()

    assert "Kurangi 1 huruf" in form.errors()["remarks_owner"]
    assert form.places()["remarks_owner"] == "Catatan pemilik"
    assert form.posted() == {}
    fresh = kind(state, 2)
    fresh.give_back(form.wrong())
    assert fresh.main.remarks_owner.data == long and list(fresh.errors()) == ["remarks_owner"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_was_sent_can_be_refused(state: Closing, kind: type[ClosingForms]) -> None:
    form = kind(state, 1, MultiDict({"remarks_owner": "keberatan"}))
    form.refuse({"remarks_owner", name_of(state.document, "K3.4", "pic")}, "Diubah di tempat lain.")

    assert form.errors() == {"remarks_owner": "Diubah di tempat lain."}


def test_findings_that_are_gone_come_last(state: Closing) -> None:
    seen = state.document
    gone = finding_of(seen, "R4.3")
    gone = replace(gone, id=state.document.id)
    form = Summary(state, 1, None, replace(seen, findings=(gone, *seen.findings)))

    assert list(form.findings) == [*(f.id for f in seen.findings), gone.id]


def test_a_step_has_to_say_what_it_asks(state: Closing) -> None:
    with pytest.raises(NotImplementedError):
        ClosingForms(state, 1)
