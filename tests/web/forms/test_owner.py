import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from audit.domain.document import Document
from audit.extensions import photo_store
from audit.storage import audits
from audit.storage.accounts import User
from audit.usecases.closing import Closing, closing
from audit.web.forms.owner import Owner, picked, quick_names, terms
from tests.closings import finding_of, name_of, rated
from tests.factories import a_workshop

People = dict[str, User]


@pytest.fixture
def state(app: Flask, session: Session, people: People) -> Iterator[Closing]:
    draft = rated(people["mentor"], a_workshop(people["mentor"], owner_name="Sri"))
    with app.test_request_context(method="POST"):
        row = audits.get(session, people["mentor"], draft.document.id)
        yield closing(session, photo_store(), row, row.read())


def owner(state: Closing, fields: dict[str, str], seen: Document | None = None) -> Owner:
    form = Owner(state, 1, MultiDict(fields), seen)
    form.validate()
    return form


@pytest.mark.parametrize(
    ("values", "shown", "result"),
    [
        (["Sri", ""], None, "Sri"),
        (["Sri", "Budi"], "Sri", "Budi"),
        (["Sri", "Budi"], "Budi", "Sri"),
        (["Sri", "Budi"], "Joko", "Budi"),
        (["Sri", ""], "Sri", "Sri"),
        ([" Sri  Wahyuni "], "Sri Wahyuni", "Sri Wahyuni"),
        ([""], "Budi", ""),
        (["2026-12-01", "2026-12-08"], date(2026, 12, 1), "2026-12-08"),
        ([], None, ""),
    ],
)
def test_what_is_new_counts_and_typing_before_a_button(
    values: list[str], shown: date | str | None, result: str
) -> None:
    assert picked(values, shown) == result


def test_there_is_a_form_for_each_chosen_action_only(state: Closing) -> None:
    assert list(owner(state, {}).findings) == [
        f.id for f in state.document.findings if f.action.chosen
    ]


def test_nothing_but_what_was_sent_is_posted(state: Closing) -> None:
    name = name_of(state.document, "K3.4", "due_on")

    posted = owner(state, {name: "2026-12-01"}).posted()

    assert posted == {name: date(2026, 12, 1), name_of(state.document, "K3.4", "pic"): ""}


def test_an_action_that_was_dropped_meanwhile_is_kept_as_it_was_picked(state: Closing) -> None:
    seen = state.document
    dropped = finding_of(seen, "R4.3")
    rest = tuple(f for f in seen.findings if f is not dropped)
    state = dataclasses.replace(state, document=replace(seen, findings=rest))

    name = name_of(seen, "R4.3", "pic")
    posted = owner(state, {name: "Budi", name_of(seen, "R4.3", "due_on"): ""}, seen).posted()

    assert posted[name] == "Budi"


def test_the_buttons_are_days_after_the_audit_and_name_the_priority_that_proposes_them(
    state: Closing,
) -> None:
    buttons = terms(date(2026, 11, 24))

    assert [(t.on.day, t.urgency) for t in buttons] == [
        *[(25, ""), (27, "kritis"), (1, "tinggi"), (8, "sedang"), (24, "rendah")]
    ]
    assert [str(t.word) for t in buttons][:2] == ["Besok", "3 hari"]
    assert {t.on for t in terms(date.max)} == {date.max}


def test_the_owner_is_the_first_on_a_button_and_there_are_six(state: Closing) -> None:
    many = tuple(f"Orang {i}" for i in range(9))
    crowded = dataclasses.replace(state, names=(*state.names, *many))

    assert quick_names(state)[0] == "Sri"
    assert len(quick_names(crowded)) == 6
