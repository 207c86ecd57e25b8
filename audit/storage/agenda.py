"""What waits for somebody today: drafts, actions that fall due, visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.results import AuditLine, lines, read
from audit.storage.visits import Plan, first, planned
from audit.storage.workshops import Workshop, visible

SOON = timedelta(days=7)
VISIT_SOON = timedelta(days=14)
LIMIT = 10


@dataclass(frozen=True)
class DueAction:
    """An action that somebody has to look at: it falls due, or waits to be verified."""

    id: UUID
    workshop_id: UUID
    workshop: str
    text: str
    pic: str
    due_on: date | None


@dataclass(frozen=True)
class Due:
    """The most urgent actions, and how many there are in all."""

    actions: Sequence[DueAction]
    total: int

    @property
    def more(self) -> int:
        """Actions that the list leaves out."""
        return self.total - len(self.actions)


def drafts(session: Session, user: User) -> list[AuditLine]:
    """Audits not finished yet: the user's own, or everybody's for who sees all."""
    allowed = visible(user).with_only_columns(Workshop.id)
    query = lines().where(Audit.status == "draft", Audit.workshop_id.in_(allowed))
    if not user.sees_all:
        query = query.where(Audit.mentor_id == user.id)
    return read(session, query.limit(LIMIT))


def due(session: Session, user: User, today: date) -> Due:
    """Chosen actions that are overdue or due within a week, the longest overdue first."""
    chosen = Action.chosen.is_(True) & Action.state.in_(LIVE)
    return urgent(session, user, chosen, Action.due_on <= today + SOON)


def reported(session: Session, user: User) -> Due:
    """Actions that the workshop says are done and that wait to be verified, by due date."""
    return urgent(session, user, Action.state == "reported")


def urgent(session: Session, user: User, *which: sa.ColumnElement[bool]) -> Due:
    """Some actions of the workshops open to this user, by due date, in one statement."""
    allowed = visible(user).where(Workshop.active).with_only_columns(Workshop.id)
    rows = session.execute(
        sa.select(
            Action.id,
            Action.workshop_id,
            Workshop.name,
            Action.text,
            Action.pic,
            sa.type_coerce(Action.due_on, sa.Date()),
            sa.func.count().over(),
        )
        .join(Workshop, Workshop.id == Action.workshop_id)
        .where(Action.workshop_id.in_(allowed), *which)
        .order_by(Action.due_on.nulls_last(), Workshop.name, Action.item, Action.id)
        .limit(LIMIT)
    ).all()
    return Due([DueAction(*row[:-1]) for row in rows], rows[0][-1] if rows else 0)


def visits(session: Session, user: User, today: date) -> Plan:
    """Planned visits that have passed or come within two weeks.

    A workshop with a draft of an audit is being visited and left out.
    """
    visited = sa.select(Audit.workshop_id).where(
        Audit.status == "draft", Audit.type != "recheck", Audit.deleted_at.is_(None)
    )
    soon = planned(user).where(
        Workshop.next_visit_on <= today + VISIT_SOON, Workshop.id.not_in(visited)
    )
    return first(session, soon, LIMIT)


def has_workshops(session: Session, user: User) -> bool:
    """Whether any workshop is open to this user."""
    return bool(session.scalar(sa.select(visible(user).where(Workshop.active).exists())))
