"""What R5.6 proposes for what became of the chosen actions of the last visit."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Carried
from audit.domain.scoring import Score
from audit.extensions import writing
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from audit.usecases.follow_up import proposed_follow_up
from tests.factories import stored
from tests.usecases.visits import STANDARD, a_visit, action_of, corrected, finished

FIVE = {"R1.1": 1, "R2.1": 1, "R3.1": 1, "R4.1": 1, "R5.1": 1}


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


def test_what_a_later_audit_continued_was_agreed_all_the_same(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    finished(mentor, a_visit(workshop, mentor, {"R1.1": 1}, 20))

    # A visit between the two, whose tablet comes late.
    looked = done(session, five, 3)

    assert proposal(session, workshop, mentor, looked) == (2, 3, 5)


def test_an_action_that_was_a_mistake_is_not_counted(
    session: Session, mentor: User, workshop: Workshop, five: Saved
) -> None:
    answers = five.document.answers | {"R5.1": STANDARD["R5.1"]}
    corrected(mentor, five, answers=answers)

    assert proposal(session, workshop, mentor, done(session, five, 4)[:4]) == (4, 4, 4)
