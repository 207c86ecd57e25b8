"""Rows of the programme: whose, which audits, which actions."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from audit.storage import programme
from audit.storage.accounts import User
from audit.storage.base import utc_now
from audit.storage.programme import Work
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_workshop
from tests.rows import all_at, an_action, an_audit

People = dict[str, User]


@pytest.fixture
def shop(people: People) -> Workshop:
    return a_workshop(people["mentor"], people["mentor2"], stage="madya", next_visit_on=TODAY)


def test_places_are_the_active_ones_open_to_the_user(
    session: Session, people: People, shop: Workshop
) -> None:
    other = a_workshop(people["mentor2"], name="Bengkel Lain")
    a_workshop(people["mentor"], name="Sudah selesai", active=False)

    assert [p.name for p in programme.places(session, people["coordinator"])] == [
        other.name,
        shop.name,
    ]
    (mine,) = programme.places(session, people["mentor"])
    assert mine == (shop.id, shop.name, "Surakarta", "madya", TODAY)


def test_mentors_are_named(session: Session, people: People, shop: Workshop) -> None:
    found = programme.mentors(session, people["admin"])

    assert found == {shop.id: ["Mentor contoh", "Mentor2 contoh"]}


def test_visits_are_the_last_two_and_the_first(
    session: Session, people: People, shop: Workshop
) -> None:
    mentor = people["mentor"]
    made = [
        an_audit(shop, mentor, all_at(n), number=f"A-{n}", audited_on=TODAY - timedelta(50 - n))
        for n in range(4)
    ]
    an_audit(shop, mentor)
    an_audit(shop, mentor, number="A-self", type="self")
    an_audit(shop, mentor, number="A-gone", deleted_at=utc_now())

    (found,) = programme.visits(session, people["admin"]).values()

    assert [visit.id for visit in found] == [made[3].id, made[2].id, made[0].id]
    assert [visit.scores["R1.1"] for visit in found] == [3, 2, 0]


def test_the_only_visit_comes_once(session: Session, people: People, shop: Workshop) -> None:
    only = an_audit(shop, people["mentor"], number="A-1", found=["R1.1"])

    (found,) = programme.visits(session, people["admin"]).values()

    assert [(visit.id, visit.found) for visit in found] == [(only.id, ["R1.1"])]


def test_work_is_what_is_left_and_late(session: Session, people: People, shop: Workshop) -> None:
    audit = an_audit(shop, people["mentor"], number="A-1")
    an_action(audit, due_on=TODAY)
    an_action(audit, due_on=TODAY - timedelta(1))
    an_action(audit, due_on=None)
    an_action(audit, due_on=TODAY - timedelta(9), state="closed")

    assert programme.work(session, people["admin"], TODAY) == {shop.id: Work(3, 1)}
