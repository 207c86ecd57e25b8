"""What a visit means for actions: looked at again, closed, continued."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Found
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.factories import a_workshop, stored
from tests.usecases.visits import a_visit, action_of, carried, finished, on


def test_a_finding_becomes_an_open_action_under_its_own_id(session: Session, first: Saved) -> None:
    (finding,) = first.document.findings

    action = action_of(session, first)

    assert (action.id, action.state, action.item) == (finding.id, "open", "R2.1")
    assert (action.pic, action.due_on) == ("Kepala bengkel", on(14))
    assert (action.text, action.chosen) == (finding.action.text, True)


@pytest.mark.parametrize(
    ("found", "state", "closed_on"),
    [("selesai", "closed", on(30)), ("sebagian", "in_progress", None), ("belum", "open", None)],
)
def test_a_visit_moves_the_actions_it_looked_at(
    session: Session,
    mentor: User,
    workshop: Workshop,
    first: Saved,
    found: Found,
    state: str,
    closed_on: date | None,
) -> None:
    looked = carried(action_of(session, first), found, note="dilihat", photos=("b" * 64,))
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))

    action = action_of(session, first)

    assert (action.state, action.closed_on) == (state, closed_on)
    (step,) = action.steps
    assert (step.from_state, step.to_state, step.note) == ("open", state, "dilihat")
    assert (step.audit_id, step.by_id, step.photos) == (second.document.id, mentor.id, ["b" * 64])


def test_a_draft_moves_nothing(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "selesai", note="dilihat")
    stored(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30, carried=looked))

    action = action_of(session, first)

    assert (action.state, action.steps) == ("open", [])


def test_an_action_nobody_looked_at_stays_open(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    finished(mentor, a_visit(workshop, mentor, {"R4.1": 1}, 30))

    assert action_of(session, first).state == "open"


def test_the_new_action_of_an_item_ends_the_older_one(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "sebagian", note="baru mulai")
    second = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30, carried=looked))

    older, newer = action_of(session, first), action_of(session, second)

    assert (older.state, newer.state, newer.repeat) == ("cancelled", "open", 2)
    assert [step.to_state for step in older.steps] == ["in_progress", "cancelled"]
    assert str(second.document.number) in older.steps[-1].note


def test_an_action_that_is_done_stays_closed_though_its_item_is_low_again(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "selesai", note="dilihat")
    finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30, carried=looked))

    assert action_of(session, first).state == "closed"


def test_actions_of_another_workshop_are_left_alone(
    session: Session, mentor: User, first: Saved
) -> None:
    elsewhere = a_workshop(mentor, name="Lain")
    finished(mentor, a_visit(elsewhere, mentor, {"R2.1": 1}, 30))

    assert action_of(session, first).state == "open"


def test_a_declined_finding_asks_for_no_action(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    draft = stored(mentor, a_visit(workshop, mentor, {"R2.1": 2}))
    (finding,) = draft.document.findings
    declined = replace(finding, declined=True, edited=("declined",))
    saved = stored(
        mentor, replace(draft.document, findings=(declined,), status="final"), draft.version
    )

    assert actions.of_audit(session, saved.document.id) == []
