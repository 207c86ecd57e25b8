"""The board: which actions it shows to whom, in which order, and how it is narrowed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import STATES
from audit.storage import board
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.board import PAGE, STATUSES, Wanted
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_workshop
from tests.rows import an_action, an_audit, many_actions

People = dict[str, User]


@pytest.fixture
def audit(people: People, workshop: Workshop) -> Audit:
    return an_audit(workshop, people["mentor"], number="A-1")


def seen(session: Session, user: User, page: int = 1, **wanted: Any) -> list[UUID]:
    lines = board.lines(session, user, Wanted(**wanted), TODAY, page)
    return [line.id for line in lines]


def test_the_longest_overdue_comes_first_and_what_has_no_date_last(
    session: Session, people: People, audit: Audit
) -> None:
    never = an_action(audit, due_on=None)
    later, late, longest = (
        an_action(audit, due_on=TODAY + timedelta(days=days)) for days in (3, -1, -9)
    )

    order = seen(session, people["mentor"])

    assert order == [longest.id, late.id, later.id, never.id]


def test_a_line_tells_what_the_board_shows(
    session: Session, people: People, audit: Audit, workshop: Workshop
) -> None:
    action = an_action(audit, repeat=3)

    (line,) = board.lines(session, people["mentor"], Wanted(), TODAY)

    assert (line.id, line.workshop, line.text) == (action.id, workshop.name, action.text)
    assert (line.pic, line.due_on, line.repeat, line.state) == ("Kepala bengkel", TODAY, 3, "open")
    assert line.live


def test_a_mentor_sees_his_workshops_and_the_office_all(session: Session, people: People) -> None:
    mentor, colleague = people["mentor"], people["mentor2"]
    ids = {
        name: an_action(an_audit(a_workshop(user), user, number=name)).id
        for name, user in {"mine": mentor, "theirs": colleague}.items()
    }
    gone = a_workshop(mentor, name="Sudah lulus", active=False)
    an_action(an_audit(gone, mentor, number="A-9"))

    assert seen(session, mentor) == [ids["mine"]]
    assert set(seen(session, people["coordinator"])) == set(ids.values())
    assert len(board.places(session, mentor)) == 1
    assert len(board.places(session, people["coordinator"])) == 2
    assert board.counts(session, mentor, Wanted(), TODAY)["live"] == 1
    assert board.counts(session, people["admin"], Wanted(), TODAY)["live"] == 2


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_shows_as_many_as_its_count(
    session: Session, people: People, audit: Audit, status: str
) -> None:
    for number, state in enumerate(STATES):
        for days in range(-number, 3):
            an_action(audit, state=state, due_on=TODAY + timedelta(days=days))

    told = board.counts(session, people["mentor"], Wanted(), TODAY)
    shown = board.lines(session, people["mentor"], Wanted(status=status), TODAY)

    assert told.keys() == set(STATUSES)
    assert len(shown) == told[status] > 0
    if status in STATES:
        assert {line.state for line in shown} == {status}
    else:
        assert all(line.live for line in shown)
    if status == "overdue":
        assert all(line.due_on and line.due_on < TODAY for line in shown)


def test_closed_actions_come_newest_first(session: Session, people: People, audit: Audit) -> None:
    old, new = (
        an_action(audit, state="closed", closed_on=TODAY - timedelta(days=days)) for days in (9, 2)
    )

    assert seen(session, people["mentor"], status="closed") == [new.id, old.id]


def test_the_board_is_narrowed_by_workshop_pic_and_due(
    session: Session, people: People, audit: Audit
) -> None:
    mentor = people["mentor"]
    elsewhere = a_workshop(mentor, name="UD Laras Besi")
    here = an_action(audit, pic="Budi", due_on=TODAY - timedelta(days=1))
    there = an_action(an_audit(elsewhere, mentor, number="A-2"), pic="Pak Budiman", due_on=TODAY)
    week = an_action(audit, pic="50% Sri", due_on=TODAY + timedelta(days=7))
    far = an_action(audit, due_on=TODAY + timedelta(days=8))

    assert seen(session, mentor, workshop=elsewhere.id) == [there.id]
    assert seen(session, mentor, pic="budi") == [here.id, there.id]
    assert seen(session, mentor, pic="%") == [week.id]
    assert seen(session, mentor, due="week") == [there.id, week.id]
    assert seen(session, mentor, due="overdue") == [here.id]
    assert seen(session, mentor, workshop=audit.workshop_id) == [here.id, week.id, far.id]
    assert board.counts(session, mentor, Wanted(pic="budi"), TODAY)["live"] == 2


def test_pages_follow_each_other_without_gap_or_twin(
    session: Session, people: People, audit: Audit
) -> None:
    many_actions([audit], 300)
    live = board.counts(session, people["mentor"], Wanted(), TODAY)["live"]

    pages = [seen(session, people["mentor"], page) for page in range(1, 6)]

    assert [len(page) for page in pages] == [PAGE, PAGE, PAGE, live - 3 * PAGE, 0]
    assert len({action for page in pages for action in page}) == live == 180


def test_the_office_reads_the_board_through_its_index(session: Session, people: People) -> None:
    for status in STATUSES:
        query = board.ids(people["coordinator"], Wanted(status=status), TODAY, 1).compile(
            session.connection(), compile_kwargs={"literal_binds": True}
        )

        plan = session.execute(sa.text(f"EXPLAIN QUERY PLAN {query}")).all()

        assert any("ix_action_state_due" in row[3] for row in plan), plan


def test_pics_are_those_with_the_most_to_do(session: Session, people: People, audit: Audit) -> None:
    for pic in ("Kepala gudang", "Pemilik", "Pemilik", ""):
        an_action(audit, pic=pic)
    an_action(audit, pic="Sudah selesai", state="closed")
    elsewhere = an_audit(a_workshop(people["mentor2"]), people["mentor2"], number="A-2")
    an_action(elsewhere, pic="Orang lain")

    assert board.pics(session, people["mentor"]) == ["Pemilik", "Kepala gudang"]
