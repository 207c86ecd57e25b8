"""Which actions are still to be done, in which order, and whose they are."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE, STATES
from audit.extensions import writing
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.factories import a_document, a_workshop, stored

People = dict[str, User]


@pytest.fixture
def audit_id(people: People, workshop: Workshop) -> UUID:
    return stored(people["mentor"], a_document(workshop, people["mentor"])).document.id


def an_action(workshop: Workshop, audit_id: UUID, **overrides: Any) -> UUID:
    values: dict[str, Any] = {
        "id": new_id(),
        "workshop_id": workshop.id,
        "audit_id": audit_id,
        "item": "R2.1",
        **dict.fromkeys(("area", "finding", "text", "root_cause", "pic"), ""),
        "due_on": date(2026, 12, 1),
        "priority": "sedang",
        "cost": "tanpa",
        "chosen": False,
        "repeat": 1,
    }
    with writing() as session:
        action = Action(**(values | overrides))
        session.add(action)
    return action.id


def test_a_new_action_is_open(session: Session, workshop: Workshop, audit_id: UUID) -> None:
    action_id = an_action(workshop, audit_id)

    assert session.get_one(Action, action_id).state == "open"


def test_closed_and_cancelled_actions_are_not_live(
    session: Session, workshop: Workshop, audit_id: UUID
) -> None:
    by_state = {state: an_action(workshop, audit_id, state=state) for state in STATES}

    live = {action.id for action in actions.live(session, workshop.id)}

    assert live == {by_state[state] for state in LIVE}
    assert set(STATES) - set(LIVE) == {"closed", "cancelled"}


def test_live_actions_come_by_due_date_and_then_item(
    session: Session, workshop: Workshop, audit_id: UUID
) -> None:
    undated = an_action(workshop, audit_id, due_on=None, item="R1.1")
    late = an_action(workshop, audit_id, due_on=date(2026, 12, 9), item="R1.1")
    second = an_action(workshop, audit_id, item="R3.2")
    first = an_action(workshop, audit_id, item="R1.2")

    assert [a.id for a in actions.live(session, workshop.id)] == [first, second, late, undated]


def test_actions_of_other_workshops_and_audits_stay_out(
    session: Session, people: People, workshop: Workshop, audit_id: UUID
) -> None:
    own = an_action(workshop, audit_id, state="closed")
    elsewhere = a_workshop(people["mentor"], name="Lain")
    foreign = stored(people["mentor"], a_document(elsewhere, people["mentor"])).document.id
    an_action(elsewhere, foreign)

    assert actions.live(session, workshop.id) == []
    assert [a.id for a in actions.of_audit(session, audit_id)] == [own]


def test_actions_of_an_audit_come_in_the_order_of_the_sheet(
    session: Session, workshop: Workshop, audit_id: UUID
) -> None:
    for item in ("R5.1", "R1.2", "R1.1"):
        an_action(workshop, audit_id, item=item)

    items = [action.item for action in actions.of_audit(session, audit_id)]

    assert items == ["R1.1", "R1.2", "R5.1"]


def test_actions_are_found_by_id(session: Session, workshop: Workshop, audit_id: UUID) -> None:
    wanted = an_action(workshop, audit_id)
    an_action(workshop, audit_id)

    assert list(actions.by_ids(session, [wanted, new_id()])) == [wanted]
    assert actions.by_ids(session, []) == {}


def test_the_owners_of_actions_are_found_by_id(
    session: Session, workshop: Workshop, audit_id: UUID
) -> None:
    wanted = an_action(workshop, audit_id)
    an_action(workshop, audit_id)

    assert actions.owners(session, [wanted, new_id()]) == {wanted: (workshop.id, audit_id)}
    assert actions.owners(session, []) == {}


def test_pics_are_named_by_how_often_they_were_asked(
    session: Session, people: People, workshop: Workshop, audit_id: UUID
) -> None:
    elsewhere = a_workshop(people["mentor"], name="UD Laras Besi")
    for pic in ("Kepala gudang", "Pemilik", "Pemilik", ""):
        an_action(workshop, audit_id, pic=pic)
    an_action(elsewhere, audit_id, pic="Orang lain")

    assert actions.pics(session, workshop.id) == ["Pemilik", "Kepala gudang"]


OWN, OTHER = new_id(), new_id()


@pytest.mark.parametrize(
    ("by", "withdrawn", "continued"),
    [(OWN, True, False), (OTHER, False, True), (None, False, False)],
)
def test_a_cancelled_action_knows_who_ended_it(
    by: UUID | None, withdrawn: bool, continued: bool
) -> None:
    steps = [
        ActionStep(from_state="open", to_state="in_progress"),
        ActionStep(from_state="in_progress", to_state="cancelled", audit_id=OTHER),
        ActionStep(from_state="cancelled", to_state="cancelled", audit_id=by),
    ]
    action = Action(audit_id=OWN, state="cancelled", steps=steps)

    assert (action.withdrawn, action.continued) == (withdrawn, continued)
    assert action.state_before == "in_progress"


def test_an_action_without_steps_was_ended_by_nobody() -> None:
    action = Action(audit_id=OWN, state="cancelled", steps=[])

    assert (action.withdrawn, action.continued, action.state_before) == (False, False, "open")
