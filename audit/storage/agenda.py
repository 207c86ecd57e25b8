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
from audit.storage.results import AuditLine, lines, newest, read
from audit.storage.workshops import Workshop, visible

SOON = timedelta(days=7)
VISIT_SOON = timedelta(days=14)
LIMIT = 10


@dataclass(frozen=True)
class DueAction:
    """An action whose date has passed or comes within a week."""

    id: UUID
    workshop_id: UUID
    workshop: str
    text: str
    pic: str
    due_on: date


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
        .where(
            Action.workshop_id.in_(allowed),
            Action.state.in_(LIVE),
            Action.chosen,
            Action.due_on <= today + SOON,
        )
        .order_by(Action.due_on, Workshop.name, Action.item, Action.id)
        .limit(LIMIT)
    ).all()
    return Due([DueAction(*row[:-1]) for row in rows], rows[0][-1] if rows else 0)


def visits(session: Session, user: User, today: date) -> list[AuditLine]:
    """The last audits whose next visit has passed or comes within two weeks.

    A workshop with a draft of an audit is being visited and left out.
    """
    allowed = visible(user).where(Workshop.active).with_only_columns(Workshop.id)
    visited = sa.select(Audit.workshop_id).where(
        Audit.status == "draft", Audit.type != "recheck", Audit.deleted_at.is_(None)
    )
    query = lines().where(
        Audit.id.in_(newest()),
        Audit.workshop_id.in_(allowed),
        Audit.workshop_id.not_in(visited),
        Audit.next_visit_on <= today + VISIT_SOON,
    )
    return read(session, query.order_by(None).order_by(Audit.next_visit_on).limit(LIMIT))


def has_workshops(session: Session, user: User) -> bool:
    """Whether any workshop is open to this user."""
    return bool(session.scalar(sa.select(visible(user).where(Workshop.active).exists())))
