from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from audit.storage import agenda
from audit.storage.accounts import User
from tests.factories import TODAY, a_workshop
from tests.rows import an_action, an_audit


def test_drafts_are_the_mentors_own_and_all_for_who_sees_all(
    session: Session, people: dict[str, User]
) -> None:
    mentor, colleague = people["mentor"], people["mentor2"]
    shared = a_workshop(mentor, colleague)
    mine, theirs = an_audit(shared, mentor), an_audit(shared, colleague)
    an_audit(shared, mentor, number="A-1")

    assert [line.id for line in agenda.drafts(session, mentor)] == [mine.id]
    assert {d.id for d in agenda.drafts(session, people["admin"])} == {mine.id, theirs.id}


def test_a_draft_of_a_workshop_taken_away_is_gone(
    session: Session, people: dict[str, User]
) -> None:
    an_audit(a_workshop(people["mentor2"]), people["mentor"])

    assert agenda.drafts(session, people["mentor"]) == []


@pytest.mark.parametrize(
    ("days", "state", "listed"),
    [
        (-90, "open", True),
        (0, "reported", True),
        (7, "in_progress", True),
        (8, "open", False),
        (-1, "closed", False),
        (-1, "cancelled", False),
    ],
)
def test_actions_are_due_when_live_and_within_a_week(
    session: Session, people: dict[str, User], days: int, state: str, listed: bool
) -> None:
    audit = an_audit(a_workshop(people["mentor"]), people["mentor"])
    an_action(audit, due_on=TODAY + timedelta(days=days), state=state)

    assert agenda.due(session, people["mentor"], TODAY).total == int(listed)


def test_due_leaves_out_undated_actions_strangers_and_closed_workshops(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    an_action(an_audit(a_workshop(mentor), mentor), due_on=None)
    an_action(an_audit(a_workshop(people["mentor2"]), mentor))
    an_action(an_audit(a_workshop(mentor, active=False), mentor))

    assert agenda.due(session, mentor, TODAY).actions == []


def test_due_says_how_many_it_leaves_out(session: Session, people: dict[str, User]) -> None:
    audit = an_audit(a_workshop(people["mentor"]), people["mentor"])
    for days in range(agenda.LIMIT + 3):
        an_action(audit, due_on=TODAY - timedelta(days=days))

    due = agenda.due(session, people["mentor"], TODAY)

    assert (len(due.actions), due.total, due.more) == (agenda.LIMIT, agenda.LIMIT + 3, 3)
    assert due.actions[0].due_on == TODAY - timedelta(days=agenda.LIMIT + 2)


@pytest.mark.parametrize(("days", "listed"), [(-30, True), (14, True), (15, False), (None, False)])
def test_visits_come_within_two_weeks_or_have_passed(
    session: Session, people: dict[str, User], days: int | None, listed: bool
) -> None:
    due_on = None if days is None else TODAY + timedelta(days=days)
    mentor = people["mentor"]
    an_audit(a_workshop(mentor), mentor, number="A-1", next_visit_on=due_on)

    assert len(agenda.visits(session, mentor, TODAY)) == int(listed)


def test_a_visit_that_goes_on_or_was_made_is_not_due(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    begun, made = a_workshop(mentor), a_workshop(mentor)
    an_audit(begun, mentor, number="A-1", next_visit_on=TODAY)
    an_audit(begun, mentor)
    before = TODAY - timedelta(days=30)
    an_audit(made, mentor, number="A-2", audited_on=before, next_visit_on=TODAY)
    an_audit(made, mentor, number="A-3")

    assert agenda.visits(session, mentor, TODAY) == []


def test_has_workshops_asks_for_open_ones(session: Session, people: dict[str, User]) -> None:
    a_workshop(people["mentor"])

    assert agenda.has_workshops(session, people["mentor"])
    assert not agenda.has_workshops(session, people["mentor2"])
    assert agenda.has_workshops(session, people["admin"])


def test_a_recheck_is_no_visit_and_no_draft_of_one(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor)
    an_audit(workshop, mentor, number="A-1", next_visit_on=TODAY)
    an_audit(workshop, mentor, number="C-1", type="recheck", audited_on=TODAY + timedelta(days=1))
    an_audit(workshop, mentor, type="recheck")

    assert [visit.number for visit in agenda.visits(session, mentor, TODAY)] == ["A-1"]
