"""Visits that are planned: to which workshop, when, and what waits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.results import newest
from audit.storage.workshops import Workshop, visible


@dataclass(frozen=True)
class PlannedVisit:
    """The next visit of one workshop; `last` names the audit that it follows."""

    workshop_id: UUID
    workshop: str
    on: date
    phone: str
    address: str
    kelurahan: str
    kecamatan: str
    city: str
    province: str
    last: UUID | None
    last_on: date | None
    last_mentor: str | None
    actions: int

    @property
    def place(self) -> str:
        """The whole address in one line."""
        parts = (self.address, self.kelurahan, self.kecamatan, self.city, self.province)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Plan:
    """The first visits of those planned, and how many there are in all."""

    visits: Sequence[PlannedVisit]
    total: int

    @property
    def more(self) -> int:
        """Visits that the list leaves out."""
        return self.total - len(self.visits)


def planned(user: User) -> sa.Select[*tuple[Any, ...]]:
    """The columns of `PlannedVisit` for the active workshops open to this user, by date."""
    to_do = (
        sa.select(sa.func.count())
        .where(Action.workshop_id == Workshop.id, Action.state.in_(LIVE))
        .scalar_subquery()
    )
    allowed = visible(user).where(Workshop.active).with_only_columns(Workshop.id)
    return (
        sa.select(
            Workshop.id,
            Workshop.name,
            sa.type_coerce(Workshop.next_visit_on, sa.Date()),
            Workshop.phone,
            Workshop.address,
            Workshop.kelurahan,
            Workshop.kecamatan,
            Workshop.city,
            Workshop.province,
            Audit.id,
            Audit.audited_on,
            User.name,
            to_do,
        )
        .select_from(Workshop)
        .outerjoin(Audit, (Audit.workshop_id == Workshop.id) & Audit.id.in_(newest()))
        .outerjoin(User, User.id == Audit.mentor_id)
        .where(Workshop.next_visit_on.is_not(None), Workshop.id.in_(allowed))
        .order_by(Workshop.next_visit_on, Workshop.name, Workshop.id)
    )


def read(session: Session, query: sa.Select[*tuple[Any, ...]]) -> list[PlannedVisit]:
    """The visits that a query on `planned` finds."""
    return [PlannedVisit(*row) for row in session.execute(query)]


def first(session: Session, query: sa.Select[*tuple[Any, ...]], limit: int) -> Plan:
    """The first visits that a query on `planned` finds, and their number."""
    rows = session.execute(query.add_columns(sa.func.count().over()).limit(limit)).all()
    return Plan([PlannedVisit(*row[:-1]) for row in rows], rows[0][-1] if rows else 0)


def of_workshop(session: Session, user: User, workshop_id: UUID) -> PlannedVisit | None:
    """The visit planned for one workshop."""
    found = read(session, planned(user).where(Workshop.id == workshop_id))
    return found[0] if found else None


def was_later(session: Session, visit: Document) -> bool:
    """Whether the workshop was visited again after this visit."""
    later = sa.tuple_(Audit.audited_on, Audit.id) > sa.tuple_(
        sa.literal(visit.audited_on), sa.literal(visit.id, sa.Uuid())
    )
    found = sa.select(Audit.id).where(
        Audit.workshop_id == visit.workshop.id,
        Audit.type != "self",
        Audit.status == "final",
        Audit.deleted_at.is_(None),
        later,
    )
    return bool(session.scalar(sa.select(found.exists())))
