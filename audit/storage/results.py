"""Audits as lists need them: when, by whom and the scores, never the whole document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.domain.scoring import Score
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop, visible


@dataclass(frozen=True)
class AuditLine:
    """One audit in a list."""

    id: UUID
    workshop_id: UUID
    workshop: str
    mentor: str
    type: str
    instrument: str
    status: str
    number: str | None
    audited_on: date
    scores: dict[str, Score]

    @property
    def final(self) -> bool:
        """Whether the audit is finished."""
        return self.status == "final"

    @property
    def recheck(self) -> bool:
        """Whether it is a quick look between audits, without a sheet."""
        return self.type == "recheck"


def lines() -> sa.Select[*tuple[Any, ...]]:
    """The columns of `AuditLine`, newest audit first; deleted audits left out."""
    return (
        sa.select(
            Audit.id,
            Audit.workshop_id,
            Workshop.name,
            User.name,
            Audit.type,
            Audit.instrument,
            Audit.status,
            Audit.number,
            Audit.audited_on,
            Audit.scores,
        )
        .join(Workshop, Workshop.id == Audit.workshop_id)
        .join(User, User.id == Audit.mentor_id)
        .where(Audit.deleted_at.is_(None))
        .order_by(Audit.audited_on.desc(), Audit.id.desc())
    )


def read(session: Session, query: sa.Select[*tuple[Any, ...]]) -> list[AuditLine]:
    """The lines that a query on `lines` finds."""
    return [AuditLine(*row) for row in session.execute(query)]


def of_workshop(session: Session, workshop_id: UUID) -> list[AuditLine]:
    """Every audit of one workshop, drafts too, newest first."""
    return read(session, lines().where(Audit.workshop_id == workshop_id))


def recent(session: Session, user: User, limit: int) -> list[AuditLine]:
    """The last final mentor audits of the workshops open to this user."""
    allowed = visible(user).with_only_columns(Workshop.id)
    finals = lines().where(
        Audit.status == "final", Audit.type == "mentor", Audit.workshop_id.in_(allowed)
    )
    return read(session, finals.limit(limit))


def newest() -> sa.Select[UUID]:
    """Ids of the newest final mentor audit of each workshop."""
    place = sa.func.row_number().over(
        partition_by=Audit.workshop_id, order_by=(Audit.audited_on.desc(), Audit.id.desc())
    )
    ranked = (
        sa.select(Audit.id, place.label("place"))
        .where(Audit.status == "final", Audit.type == "mentor", Audit.deleted_at.is_(None))
        .subquery()
    )
    return sa.select(ranked.c.id).where(ranked.c.place == 1)


def latest(session: Session, workshop_ids: Iterable[UUID]) -> dict[UUID, AuditLine]:
    """The newest final mentor audit of each workshop that has one, by workshop."""
    query = lines().where(Audit.workshop_id.in_(list(workshop_ids)), Audit.id.in_(newest()))
    return {line.workshop_id: line for line in read(session, query)}


def live_actions(session: Session, workshop_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many actions each workshop still has to do; workshops without any are left out."""
    rows = session.execute(
        sa.select(Action.workshop_id, sa.func.count())
        .where(Action.workshop_id.in_(list(workshop_ids)), Action.state.in_(LIVE))
        .group_by(Action.workshop_id)
    )
    return {workshop_id: count for workshop_id, count in rows}
