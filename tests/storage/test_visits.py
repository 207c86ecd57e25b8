"""Planned visits, as home page, calendar and feed read them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.storage import visits
from audit.storage.accounts import User
from audit.storage.visits import PlannedVisit
from tests.factories import TODAY, a_document, a_workshop
from tests.rows import an_action, an_audit

People = dict[str, User]


def read(session: Session, user: User) -> list[PlannedVisit]:
    return visits.read(session, visits.planned(user))


def test_a_visit_says_where_after_which_audit_and_what_waits(
    session: Session, people: People
) -> None:
    mentor = people["mentor"]
    place = {"address": "Jl. Baja 1", "kecamatan": "Jebres", "phone": "+6281234567890"}
    workshop = a_workshop(mentor, next_visit_on=TODAY, **place)
    an_audit(workshop, mentor, number="A-1", audited_on=TODAY - timedelta(days=60))
    last = an_audit(workshop, people["mentor2"], number="A-2", audited_on=date(2026, 10, 1))
    an_audit(workshop, mentor, number="A-3", type="self", audited_on=date(2026, 11, 1))
    for state in ("open", "reported", "closed"):
        an_action(last, state=state)

    (visit,) = read(session, mentor)

    assert (visit.workshop_id, visit.workshop, visit.on) == (workshop.id, workshop.name, TODAY)
    assert (visit.place, visit.phone) == ("Jl. Baja 1, Jebres, Surakarta", "+6281234567890")
    assert (visit.last, visit.last_on) == (last.id, date(2026, 10, 1))
    assert (visit.last_mentor, visit.actions) == ("Mentor2 contoh", 2)


def test_a_workshop_before_its_first_audit_can_be_planned(session: Session, people: People) -> None:
    a_workshop(people["mentor"], next_visit_on=TODAY)

    (visit,) = read(session, people["mentor"])

    assert (visit.last, visit.last_on, visit.last_mentor, visit.actions) == (None, None, None, 0)


def test_visits_are_by_date_of_active_workshops_that_the_user_may_see(
    session: Session, people: People
) -> None:
    mentor = people["mentor"]
    a_workshop(mentor, name="B", next_visit_on=TODAY + timedelta(days=90))
    a_workshop(mentor, name="A", next_visit_on=TODAY - timedelta(days=90))
    a_workshop(mentor, name="tanpa rencana")
    a_workshop(mentor, name="berhenti", next_visit_on=TODAY, active=False)
    a_workshop(people["mentor2"], name="C", next_visit_on=TODAY)

    assert [visit.workshop for visit in read(session, mentor)] == ["A", "B"]
    assert [visit.workshop for visit in read(session, people["admin"])] == ["A", "C", "B"]


def test_the_first_ones_come_with_the_number_of_all(session: Session, people: People) -> None:
    for days in range(3):
        a_workshop(people["mentor"], next_visit_on=TODAY + timedelta(days=days))

    plan = visits.first(session, visits.planned(people["mentor"]), 2)

    assert [visit.on for visit in plan.visits] == [TODAY, TODAY + timedelta(days=1)]
    assert (plan.total, plan.more) == (3, 1)
    none = visits.first(session, visits.planned(people["mentor2"]), 2)
    assert (list(none.visits), none.total, none.more) == ([], 0, 0)


def test_the_visit_of_a_workshop_is_there_when_planned_and_his(
    session: Session, people: People
) -> None:
    planned = a_workshop(people["mentor"], next_visit_on=TODAY)
    other = a_workshop(people["mentor"])

    found = visits.of_workshop(session, people["mentor"], planned.id)
    assert found and found.workshop_id == planned.id
    assert visits.of_workshop(session, people["mentor"], other.id) is None
    assert visits.of_workshop(session, people["mentor2"], planned.id) is None


@pytest.mark.parametrize(
    ("days", "kind", "number", "later"),
    [
        (1, "mentor", "A-2", True),
        (1, "recheck", "A-2", True),
        (1, "self", "A-2", False),
        (-1, "mentor", "A-2", False),
        (1, "mentor", None, False),
    ],
)
def test_later_is_a_final_visit_after_this_one(
    session: Session, people: People, days: int, kind: str, number: str | None, later: bool
) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor)
    this = a_document(workshop, mentor, audited_on=TODAY)
    given: dict[str, Any] = {"number": number} if number else {}
    an_audit(workshop, mentor, type=kind, audited_on=TODAY + timedelta(days=days), **given)
    an_audit(a_workshop(mentor), mentor, number="A-9", audited_on=TODAY + timedelta(days=9))

    assert visits.was_later(session, this) is later
