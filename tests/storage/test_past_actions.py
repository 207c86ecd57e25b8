"""What the next visit asks of actions that earlier audits agreed."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Carried
from audit.extensions import writing
from audit.storage import past_actions
from audit.storage.accounts import User
from audit.storage.actions import ActionStep
from audit.storage.workshops import Workshop
from tests.factories import a_document, a_workshop, stored
from tests.statements import counted
from tests.storage.test_actions import an_action
from tests.usecases.visits import a_visit, finished

People = dict[str, User]


@pytest.fixture
def audit_id(people: People, workshop: Workshop) -> UUID:
    return stored(people["mentor"], a_document(workshop, people["mentor"])).document.id


def test_actions_ahead_of_an_audit_are_live_or_moved_by_it(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    now = a_document(workshop, mentor)
    early, late = (
        stored(mentor, a_document(workshop, mentor, audited_on=day)).document.id
        for day in (date(2026, 5, 1), date(2026, 11, 25))
    )
    stored(mentor, now)
    live = an_action(workshop, early)
    moved = an_action(workshop, early, state="closed")
    for noise in ({"audit_id": late}, {"audit_id": now.id}, {"audit_id": early, "state": "closed"}):
        an_action(workshop, **noise)
    with writing() as writer:
        step = {"by_id": mentor.id, "from_state": "open", "to_state": "closed"}
        writer.add(ActionStep(action_id=moved, audit_id=now.id, **step))

    assert {a.id for a in past_actions.before_audit(session, now)} == {live, moved}


def test_what_was_tried_is_that_of_the_last_final_audit_of_the_type(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    old = finished(mentor, a_visit(workshop, mentor, {"R1.1": 1}, 0)).document
    last = finished(mentor, a_visit(workshop, mentor, {"R1.1": 1, "R2.1": 0}, 30)).document
    finished(mentor, a_visit(workshop, mentor, {"R3.1": 0}, 40, type="self"))
    now = stored(mentor, a_visit(workshop, mentor, {"R1.1": 1}, 60)).document
    another = a_workshop(mentor, name="Lain")
    texts = {f.item: [f.action.text] for f in last.findings}

    with counted() as statements:
        assert past_actions.tried(session, now) == texts
    assert [one.split()[0] for one in statements] == ["BEGIN", "SELECT"]
    assert past_actions.tried(session, last).keys() == {"R1.1"}
    assert past_actions.tried(session, old) == {}
    assert past_actions.tried(session, a_document(another, mentor)) == {}


def test_a_visit_looks_at_what_is_live_and_at_what_it_answered(
    session: Session, people: People, workshop: Workshop, audit_id: UUID
) -> None:
    live = an_action(workshop, audit_id)
    ended = an_action(workshop, audit_id, state="closed")
    an_action(workshop, audit_id, state="cancelled")
    draft = a_document(workshop, people["mentor"], carried=(Carried(action=ended, found="belum"),))
    stored(people["mentor"], draft)
    an_action(workshop, draft.id)
    sooner = replace(draft, audited_on=draft.audited_on - timedelta(days=1), carried=())

    assert {action.id for action in past_actions.to_look_at(session, draft)} == {live, ended}
    assert past_actions.to_look_at(session, sooner) == []


def test_actions_of_an_item_come_by_the_day_of_their_audit(
    session: Session, people: People, workshop: Workshop, audit_id: UUID
) -> None:
    day = date(2026, 1, 5)
    early = stored(people["mentor"], a_document(workshop, people["mentor"], audited_on=day))
    newer = an_action(workshop, audit_id, item="R2.1")
    older = an_action(workshop, early.document.id, item="R2.1", state="closed")
    an_action(workshop, audit_id, item="R2.2")

    rows = past_actions.of_items(session, workshop.id, ["R2.1"])

    assert [(row.action.id, row.audit_id) for row in rows] == [
        (older, early.document.id),
        (newer, audit_id),
    ]
    assert (rows[0].audited_on, rows[0].number) == (day, None)
