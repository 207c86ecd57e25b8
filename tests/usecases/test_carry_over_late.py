"""Audits that arrive late: what later visits agreed and saw stays as it is."""

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.usecases.visits import STANDARD, a_visit, action_of, carried, corrected, finished


@pytest.fixture
def last(mentor: User, workshop: Workshop, first: Saved) -> Saved:
    """A second visit, 60 days on, that found the same again."""
    return finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 60))


def states(session: Session, *audits: Saved) -> list[str]:
    return [action_of(session, audit).state for audit in audits]


def test_the_action_of_a_late_audit_is_continued_by_the_later_one(
    session: Session, mentor: User, workshop: Workshop, first: Saved, last: Saved
) -> None:
    late = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30))

    action = action_of(session, late)

    assert states(session, first, late, last) == ["cancelled", "cancelled", "open"]
    assert action.continued
    assert action.steps[-1].audit_id == last.document.id
    assert str(last.document.number) in action.steps[-1].note


def test_what_a_later_visit_found_is_the_newer_truth(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "sebagian", note="dua dari tiga")
    finished(mentor, a_visit(workshop, mentor, {}, 60, carried=looked))

    done = carried(action_of(session, first), "selesai", note="dilihat")
    finished(mentor, a_visit(workshop, mentor, {}, 30, carried=done))

    assert action_of(session, first).state == "in_progress"


def test_a_correction_in_the_middle_leaves_the_chain_whole(
    session: Session, mentor: User, workshop: Workshop, first: Saved, last: Saved
) -> None:
    middle = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30))

    corrected(mentor, middle, "nilai salah", answers=STANDARD)
    assert states(session, first, middle, last) == ["cancelled", "cancelled", "open"]

    corrected(mentor, last, "nilai salah", answers=STANDARD)
    assert states(session, first, middle, last) == ["open", "cancelled", "cancelled"]


def test_taking_back_a_closed_finding_takes_up_nothing_older(
    session: Session, mentor: User, workshop: Workshop, first: Saved, last: Saved
) -> None:
    by_hand(action_of(session, last), "closed", "dilihat")

    corrected(mentor, last, "nilai salah", answers=STANDARD)

    assert states(session, first, last) == ["cancelled", "closed"]


def test_what_somebody_took_up_again_is_not_ended_by_a_correction_of_other_things(
    session: Session, mentor: User, workshop: Workshop, first: Saved, last: Saved
) -> None:
    by_hand(action_of(session, last), "closed", "dilihat")
    by_hand(action_of(session, first), "in_progress", "ternyata belum")

    corrected(mentor, last, met_with="PIC")

    assert states(session, first, last) == ["in_progress", "closed"]


def test_an_audit_that_was_on_another_day_takes_its_place(
    session: Session, mentor: User, workshop: Workshop, first: Saved, last: Saved
) -> None:
    before_the_first = a_visit(workshop, mentor, {}, -30).audited_on

    corrected(mentor, last, "tanggal salah", audited_on=before_the_first)

    assert states(session, first, last) == ["open", "cancelled"]


def test_a_mistake_that_was_found_done_is_not_to_do_again(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "selesai", note="dilihat")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))
    corrected(mentor, first, "nilai salah", answers=STANDARD)

    corrected(mentor, second, "salah lihat", carried=(replace(looked[0], found="belum"),))

    action = action_of(session, first)
    assert action.withdrawn
    assert [step.to_state for step in action.steps] == ["closed", "open", "cancelled"]


def by_hand(action: Action, state: str, note: str) -> None:
    """Somebody moves an action on the board."""
    with writing() as session:
        row = session.get_one(Action, action.id)
        row.steps.append(ActionStep(from_state=row.state, to_state=state, note=note, photos=[]))
        row.state = state
