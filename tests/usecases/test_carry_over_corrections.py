"""What a correction means for actions: it moves what it changed, and nothing that came later."""

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Finding, PlannedAction
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.usecases.visits import STANDARD, a_visit, action_of, carried, corrected, finished, on


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
