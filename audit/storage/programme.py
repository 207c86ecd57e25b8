"""Every workshop of a programme with its audits and actions, in four statements for any number."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.domain.scoring import Score
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop, visible, workshop_mentor


class Place(NamedTuple):
    """One active workshop."""

    id: UUID
    name: str
    city: str
    stage: str | None
    next_visit_on: date | None


class Visit(NamedTuple):
    """A final mentor audit that says how a workshop moved.

    `newest` and `oldest` are its places from either end of the history, from 1.
    """

    workshop_id: UUID
    id: UUID
    audited_on: date
    instrument: str
    scores: dict[str, Score]
    found: list[str]
    newest: int
    oldest: int


class Work(NamedTuple):
    """Actions left to do at a workshop, and how many of them are late."""

    live: int = 0
    overdue: int = 0


def active(user: User) -> sa.Select[UUID]:
    """Ids of the active workshops open to this user."""
    return visible(user).where(Workshop.active).with_only_columns(Workshop.id)


def places(session: Session, user: User) -> list[Place]:
    """The active workshops open to this user, by name."""
    query = sa.select(
        Workshop.id, Workshop.name, Workshop.city, Workshop.stage, Workshop.next_visit_on
    ).where(Workshop.id.in_(active(user)))
    rows = session.execute(query.order_by(Workshop.name, Workshop.id))
    return [Place(*row) for row in rows]


def mentors(session: Session, user: User) -> dict[UUID, Sequence[str]]:
    """The names of the mentors of each workshop."""
    query = (
        sa.select(workshop_mentor.c.workshop_id, User.name)
        .join(User, User.id == workshop_mentor.c.user_id)
        .where(workshop_mentor.c.workshop_id.in_(active(user)))
        .order_by(User.name, User.id)
    )
    found: dict[UUID, list[str]] = {}
    for workshop_id, name in session.execute(query):
        found.setdefault(workshop_id, []).append(name)
    return dict(found)


def visits(session: Session, user: User) -> dict[UUID, list[Visit]]:
    """The last two audits and the first of each workshop, the newest first; no document is read."""
    order = (Audit.audited_on, Audit.id)
    newest = sa.func.row_number().over(
        partition_by=Audit.workshop_id, order_by=[column.desc() for column in order]
    )
    oldest = sa.func.row_number().over(partition_by=Audit.workshop_id, order_by=order)
    ranked = (
        sa.select(Audit.id, newest.label("newest"), oldest.label("oldest"))
        .where(Audit.status == "final", Audit.type == "mentor", Audit.deleted_at.is_(None))
        .where(Audit.workshop_id.in_(active(user)))
        .subquery()
    )
    query = (
        sa.select(
            Audit.workshop_id,
            Audit.id,
            Audit.audited_on,
            Audit.instrument,
            Audit.scores,
            Audit.found,
            ranked.c.newest,
            ranked.c.oldest,
        )
        .join(ranked, ranked.c.id == Audit.id)
        .where((ranked.c.newest <= 2) | (ranked.c.oldest == 1))
        .order_by(Audit.workshop_id, ranked.c.newest)
    )
    found: dict[UUID, list[Visit]] = {}
    for row in session.execute(query):
        found.setdefault(row.workshop_id, []).append(Visit(*row))
    return found


def work(session: Session, user: User, today: date) -> dict[UUID, Work]:
    """What is left to do at each workshop that has something."""
    late = sa.func.sum(sa.case((Action.due_on < today, 1), else_=0))
    rows = session.execute(
        sa.select(Action.workshop_id, sa.func.count(), late)
        .where(Action.state.in_(LIVE), Action.workshop_id.in_(active(user)))
        .group_by(Action.workshop_id)
    )
    return {workshop_id: Work(live, overdue) for workshop_id, live, overdue in rows}
