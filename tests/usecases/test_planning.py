"""The next visit of a workshop: an audit plans it, people move it, and neither undoes the other."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases import planning
from tests.factories import a_document, a_workshop, stored
from tests.usecases.visits import a_visit, corrected, finished

LATER = date(2026, 12, 22)
MOVED = date(2027, 1, 5)


def planned(session: Session, workshop: Workshop) -> date | None:
    session.rollback()  # the next read sees the newest state
    return session.get_one(Workshop, workshop.id).next_visit_on


def moved(user: User, workshop: Workshop, on: date | None = MOVED) -> None:
    with writing() as session:
        planning.plan(session, user, workshop.id, on)


def visit(workshop: Workshop, mentor: User, day: int = 0, **values: Any) -> Document:
    return a_visit(workshop, mentor, {}, day=day, **values)


def test_a_final_audit_plans_the_next_visit_and_a_draft_does_not(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    stored(mentor, a_document(workshop, mentor, next_visit_on=MOVED))
    assert planned(session, workshop) is None

    finished(mentor, visit(workshop, mentor, next_visit_on=LATER))
    assert planned(session, workshop) == LATER


def test_people_move_the_plan_and_take_it_off(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    finished(mentor, visit(workshop, mentor, next_visit_on=LATER))

    moved(mentor, workshop)
    assert planned(session, workshop) == MOVED
    moved(mentor, workshop, None)
    assert planned(session, workshop) is None


def test_nobody_moves_the_visit_of_a_workshop_that_is_not_his(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    with pytest.raises(NoSuchWorkshopError):
        moved(people["mentor2"], workshop)

    assert planned(session, workshop) is None


def test_the_next_audit_has_the_last_word(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    moved(mentor, workshop, LATER)

    finished(mentor, visit(workshop, mentor, day=40))

    assert planned(session, workshop) is None


def test_an_older_audit_that_comes_late_moves_nothing(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    finished(mentor, visit(workshop, mentor, day=40, next_visit_on=LATER))

    finished(mentor, visit(workshop, mentor, day=0, next_visit_on=MOVED))

    assert planned(session, workshop) == LATER


def test_a_correction_of_other_things_leaves_a_moved_visit_alone(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    last = finished(mentor, visit(workshop, mentor, next_visit_on=LATER))
    moved(mentor, workshop)

    again = corrected(mentor, last, praises=())
    assert planned(session, workshop) == MOVED

    corrected(mentor, again, next_visit_on=date(2027, 2, 1))
    assert planned(session, workshop) == date(2027, 2, 1)


def test_a_self_audit_plans_no_visit(session: Session, mentor: User, workshop: Workshop) -> None:
    finished(mentor, visit(workshop, mentor, type="self", next_visit_on=LATER))

    assert planned(session, workshop) is None


def test_each_workshop_has_its_own_plan(session: Session, mentor: User, workshop: Workshop) -> None:
    other = a_workshop(mentor, next_visit_on=MOVED)

    finished(mentor, visit(workshop, mentor, next_visit_on=LATER))

    assert (planned(session, workshop), planned(session, other)) == (LATER, MOVED)
