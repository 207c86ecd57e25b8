"""What a visit means for actions: looked at again, continued, corrected; and what R5.6 proposes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Carried, Finding, Found, PlannedAction
from audit.domain.scoring import Score
from audit.extensions import writing
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from audit.usecases.carry_over import proposed_follow_up
from tests.factories import a_workshop, stored
from tests.usecases.visits import STANDARD, a_visit, action_of, corrected, finished, on

FIVE = {"R1.1": 1, "R2.1": 1, "R3.1": 1, "R4.1": 1, "R5.1": 1}


@pytest.fixture
def mentor(people: dict[str, User]) -> User:
    return people["mentor"]


@pytest.fixture
def workshop(mentor: User) -> Workshop:
    return a_workshop(mentor)


@pytest.fixture
def first(mentor: User, workshop: Workshop) -> Saved:
    """A finished visit with one finding, on R2.1."""
    return finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}))


def carried(action: Action, found: Found, **more: Any) -> tuple[Carried, ...]:
    return (Carried(action=action.id, found=found, **more),)


# Looking again


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


# Corrections


def test_a_correction_brings_the_action_in_line(
    session: Session, mentor: User, first: Saved
) -> None:
    (finding,) = first.document.findings
    renamed = replace(finding, action=replace(finding.action, pic="Kepala gudang"))

    corrected(mentor, first, findings=(renamed,))

    action = action_of(session, first)
    assert (action.pic, action.state) == ("Kepala gudang", "open")


def test_an_action_whose_finding_was_a_mistake_is_cancelled_with_the_reason(
    session: Session, mentor: User, first: Saved
) -> None:
    corrected(mentor, first, "nilai salah", answers=STANDARD)

    action = action_of(session, first)

    assert action.state == "cancelled"
    assert [step.note for step in action.steps] == ["nilai salah"]


def test_a_correction_may_bring_a_new_action(session: Session, mentor: User, first: Saved) -> None:
    answers = first.document.answers
    low = {**answers, "R4.2": replace(answers["R4.2"], score=2)}
    found = Finding(id=new_id(), item="R4.2", action=PlannedAction(pic="Kepala gudang"))

    corrected(mentor, first, answers=low, findings=(*first.document.findings, found))

    assert action_of(session, first, "R4.2").id == found.id
    assert action_of(session, first, "R4.2").state == "open"


def test_a_correction_of_other_things_looks_at_no_action_again(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "sebagian", note="baru mulai")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))

    corrected(mentor, second, met_with="PIC")

    assert [step.to_state for step in action_of(session, first).steps] == ["in_progress"]


def test_a_correction_of_what_was_found_moves_the_action(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "selesai", note="dilihat")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))

    corrected(mentor, second, carried=(replace(looked[0], found="sebagian"),))

    action = action_of(session, first)
    assert (action.state, action.closed_on) == ("in_progress", None)


def test_a_correction_of_an_older_audit_leaves_newer_actions_alone(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    second = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30))

    corrected(mentor, first, met_with="PIC")

    assert action_of(session, second).state == "open"


def test_a_finding_that_stands_after_all_has_an_open_action(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    last = finished(mentor, a_visit(workshop, mentor, {"R2.1": 2}))
    (finding,) = last.document.findings
    declined = replace(finding, declined=True, edited=("declined",))
    withdrawn = corrected(mentor, last, findings=(declined,))
    assert action_of(session, last).state == "cancelled"

    corrected(mentor, withdrawn, findings=(finding,))

    assert action_of(session, last).state == "open"


def test_what_was_found_can_be_taken_back(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "selesai", note="dilihat")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))

    corrected(mentor, second, "tidak dilihat", carried=())

    action = action_of(session, first)
    assert (action.state, action.closed_on) == ("open", None)
    assert [step.note for step in action.steps] == ["dilihat", "tidak dilihat"]


def test_an_older_action_goes_on_when_the_newer_one_was_a_mistake(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    second = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30))
    assert action_of(session, first).state == "cancelled"

    corrected(mentor, second, "nilai salah", answers=STANDARD)

    assert (action_of(session, first).state, action_of(session, second).state) == (
        "open",
        "cancelled",
    )


def test_a_correction_does_not_undo_what_a_later_visit_found(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    looked = carried(action_of(session, first), "sebagian", note="baru mulai")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))
    done = (replace(looked[0], found="selesai", note="dilihat"),)
    finished(mentor, a_visit(workshop, mentor, {}, 60, carried=done))

    corrected(mentor, second, carried=(replace(looked[0], found="belum"),))

    action = action_of(session, first)
    assert (action.state, action.closed_on) == ("closed", on(60))


# What R5.6 proposes


def proposal(
    session: Session, workshop: Workshop, mentor: User, looked: Sequence[Carried], day: int = 10
) -> tuple[Score, int, int]:
    """For a second visit without findings, which looked at some actions of the first."""
    session.rollback()
    document = a_visit(workshop, mentor, {}, day, carried=tuple(looked))
    return proposed_follow_up(session, document)


def done(session: Session, saved: Saved, count: int, note: str = "dilihat") -> list[Carried]:
    """The first actions of an audit found done, the rest not."""
    session.rollback()
    return [
        Carried(action=action.id, found="selesai" if number < count else "belum", note=note)
        for number, action in enumerate(actions.of_audit(session, saved.document.id))
    ]


@pytest.fixture
def five(mentor: User, workshop: Workshop) -> Saved:
    """A finished visit with five chosen actions, due after 14 days."""
    return finished(mentor, a_visit(workshop, mentor, FIVE))


def test_without_an_earlier_audit_it_is_not_applicable(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    stored(mentor, a_visit(workshop, mentor, FIVE))

    assert proposal(session, workshop, mentor, []) == ("na", 0, 0)


@pytest.mark.parametrize(("closed", "nilai"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 4)])
def test_it_climbs_with_the_actions_closed_in_time(
    session: Session, mentor: User, workshop: Workshop, five: Saved, closed: int, nilai: Score
) -> None:
    looked = done(session, five, closed)

    assert proposal(session, workshop, mentor, looked) == (nilai, closed, 5)


def test_closed_too_late_is_no_four(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    assert proposal(session, workshop, mentor, done(session, five, 5), day=15) == (3, 5, 5)


def test_closed_without_note_and_photo_is_no_three(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    assert proposal(session, workshop, mentor, done(session, five, 5, note="")) == (2, 5, 5)


def test_a_finding_that_comes_back_is_no_four(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    draft = a_visit(workshop, mentor, {"R2.1": 2}, 10, carried=tuple(done(session, five, 5)))
    saved = stored(mentor, draft)

    assert proposed_follow_up(session, saved.document) == (3, 5, 5)


def cancel(saved: Saved, *items: str) -> None:
    with writing() as writer:
        for action in actions.of_audit(writer, saved.document.id):
            if action.item in items:
                action.state = "cancelled"


def test_cancelled_actions_are_not_counted(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    looked = done(session, five, 4)
    cancel(five, "R5.1")

    assert proposal(session, workshop, mentor, looked[:4]) == (4, 4, 4)


def test_with_every_action_cancelled_it_is_not_applicable(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    cancel(five, *FIVE)

    assert proposal(session, workshop, mentor, []) == ("na", 0, 0)


def test_only_chosen_actions_of_the_last_audit_count(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    six = {**FIVE, "K3.4": 0}
    last = finished(
        mentor, a_visit(workshop, mentor, six, 5, carried=tuple(done(session, five, 5)))
    )
    left_out = action_of(session, last, "R4.1")
    assert not left_out.chosen

    looked = [one for one in done(session, last, 6) if one.action != left_out.id]

    assert proposal(session, workshop, mentor, looked, day=8) == (4, 5, 5)


def test_what_the_last_visit_continued_still_counts_there(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    looked = tuple(done(session, five, 3))
    second = finished(mentor, a_visit(workshop, mentor, FIVE, 10, carried=looked))
    session.rollback()

    assert proposed_follow_up(session, second.document) == (2, 3, 5)
