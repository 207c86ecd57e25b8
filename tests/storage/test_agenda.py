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
    a_workshop(mentor, next_visit_on=due_on)

    plan = agenda.visits(session, mentor, TODAY)

    assert (len(plan.visits), plan.total) == (int(listed), int(listed))


def test_visits_are_the_longest_missed_first_and_tell_how_many_are_left_out(
    session: Session, people: dict[str, User]
) -> None:
    for days in range(agenda.LIMIT + 2):
        a_workshop(people["mentor"], next_visit_on=TODAY - timedelta(days=days))

    plan = agenda.visits(session, people["mentor"], TODAY)

    assert plan.visits[0].on == TODAY - timedelta(days=agenda.LIMIT + 1)
    assert (len(plan.visits), plan.more) == (agenda.LIMIT, 2)


def test_a_visit_that_goes_on_is_not_due(session: Session, people: dict[str, User]) -> None:
    mentor = people["mentor"]
    begun, other = (a_workshop(mentor, next_visit_on=TODAY) for _ in range(2))
    an_audit(begun, mentor)

    plan = agenda.visits(session, mentor, TODAY)

    assert [visit.workshop_id for visit in plan.visits] == [other.id]


def test_has_workshops_asks_for_open_ones(session: Session, people: dict[str, User]) -> None:
    a_workshop(people["mentor"])

    assert agenda.has_workshops(session, people["mentor"])
    assert not agenda.has_workshops(session, people["mentor2"])
    assert agenda.has_workshops(session, people["admin"])


def test_reported_are_those_that_wait_to_be_verified(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    audit = an_audit(a_workshop(mentor), mentor)
    waiting = [
        an_action(audit, state="reported", due_on=TODAY + timedelta(days=90)),
        an_action(audit, state="reported", due_on=None, chosen=False),
    ]
    for state in ("open", "in_progress", "closed", "cancelled"):
        an_action(audit, state=state)

    found = agenda.reported(session, mentor)

    assert {action.id for action in found.actions} == {action.id for action in waiting}
    assert (found.total, agenda.reported(session, people["mentor2"]).total) == (2, 0)


def test_a_recheck_is_no_visit_and_no_draft_of_one(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor, next_visit_on=TODAY)
    an_audit(workshop, mentor, number="A-1")
    an_audit(workshop, mentor, number="C-1", type="recheck", audited_on=TODAY + timedelta(days=1))
    an_audit(workshop, mentor, type="recheck")

    plan = agenda.visits(session, mentor, TODAY)

    assert [visit.workshop_id for visit in plan.visits] == [workshop.id]
