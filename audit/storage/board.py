"""The board: every action of the workshops that somebody may see, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import ENDED, LIVE, STATES
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.workshops import Workshop, visible

PAGE = 50
WEEK = timedelta(days=7)
MOST_PICS = 50
STATUSES = ("live", "overdue", *STATES)
"""What the board can show: what is left to do, what of it is late, or one state."""
DUE = ("week", "overdue")


@dataclass(frozen=True)
class Wanted:
    """What narrows the board down; nothing given narrows nothing."""

    status: str = "live"
    workshop: UUID | None = None
    pic: str = ""
    due: str = ""


@dataclass(frozen=True)
class BoardLine:
    """One action on the board."""

    id: UUID
    workshop: str
    item: str
    text: str
    pic: str
    due_on: date | None
    priority: str
    repeat: int
    state: str
    closed_on: date | None

    @property
    def live(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in LIVE


class Place(NamedTuple):
    """A workshop to choose."""

    id: UUID
    name: str


def lines(
    session: Session, user: User, wanted: Wanted, today: date, page: int = 1
) -> list[BoardLine]:
    """One page of the board: the longest overdue first, ended ones newest first.

    The page is cut before names are looked up, so ten thousand actions cost no more.
    """
    cut = ids(user, wanted, today, page).subquery()
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            Action.id,
            Workshop.name,
            Action.item,
            Action.text,
            Action.pic,
            Action.due_on,
            Action.priority,
            Action.repeat,
            Action.state,
            Action.closed_on,
        )
        .join(cut, cut.c.id == Action.id)
        .join(Workshop, Workshop.id == Action.workshop_id)
        .order_by(*order(wanted))
    )
    return [BoardLine(*row) for row in session.execute(query)]


def ids(user: User, wanted: Wanted, today: date, page: int) -> sa.Select[*tuple[Any, ...]]:
    """The actions of one page, in order."""
    return (
        narrowed(sa.select(Action.id), user, wanted, today)
        .where(of_status(wanted.status, today))
        .order_by(*order(wanted))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


def order(wanted: Wanted) -> tuple[sa.ColumnElement[Any], ...]:
    """What comes first: what is longest overdue, or what ended last."""
    if wanted.status in ENDED:
        return (Action.closed_on.desc().nulls_last(), Action.id.desc())
    return (Action.due_on.is_(None), Action.due_on.asc(), Action.id.asc())


def counts(session: Session, user: User, wanted: Wanted, today: date) -> dict[str, int]:
    """How many actions there are of each status, within the other filters."""
    late = sa.func.sum(sa.case((Action.due_on < today, 1), else_=0))
    query = narrowed(sa.select(Action.state, sa.func.count(), late), user, wanted, today)
    rows = session.execute(query.group_by(Action.state)).all()
    by_state = {state: count for state, count, _late in rows}
    return {
        "live": sum(by_state.get(state, 0) for state in LIVE),
        "overdue": sum(late for state, _count, late in rows if state in LIVE),
        **{state: by_state.get(state, 0) for state in STATES},
    }


def narrowed(
    query: sa.Select[*tuple[Any, ...]], user: User, wanted: Wanted, today: date
) -> sa.Select[*tuple[Any, ...]]:
    """A query on actions, kept to this user's workshops and to every filter but the status."""
    query = query.where(open_to(user))
    if wanted.workshop:
        query = query.where(Action.workshop_id == wanted.workshop)
    if wanted.pic:
        query = query.where(Action.pic.icontains(wanted.pic, autoescape=True))
    if wanted.due == "week":
        query = query.where(Action.due_on.between(today, today + WEEK))
    if wanted.due == "overdue":
        query = query.where(Action.due_on < today)
    return query


def open_to(user: User) -> sa.ColumnElement[bool]:
    """Which actions are this user's to see: those of workshops that are still mentored.

    Who sees all leaves out the few that are not, so that the index on states serves.
    """
    if user.sees_all:
        ended = sa.select(Workshop.id).where(sa.not_(Workshop.active))
        return Action.workshop_id.not_in(ended)
    allowed = visible(user).where(Workshop.active).with_only_columns(Workshop.id)
    return Action.workshop_id.in_(allowed)


def of_status(status: str, today: date) -> sa.ColumnElement[bool]:
    """The actions of one status."""
    if status == "overdue":
        return sa.and_(Action.state.in_(LIVE), Action.due_on < today)
    return Action.state.in_(LIVE if status == "live" else (status,))


def places(session: Session, user: User) -> list[Place]:
    """The workshops that the board can be narrowed to, by name."""
    query = visible(user).where(Workshop.active).with_only_columns(Workshop.id, Workshop.name)
    return [Place(*row) for row in session.execute(query.order_by(Workshop.name, Workshop.id))]


def pics(session: Session, user: User) -> Sequence[str]:
    """Who has something to do, those with the most first."""
    return session.scalars(
        sa.select(Action.pic)
        .where(open_to(user), Action.state.in_(LIVE), Action.pic != "")
        .group_by(Action.pic)
        .order_by(sa.func.count().desc(), Action.pic)
        .limit(MOST_PICS)
    ).all()
