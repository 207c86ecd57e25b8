"""Audits: the newest document of each, the photos it names, and history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from audit.domain.document import Document, decode
from audit.domain.history import PastAudit
from audit.domain.scoring import Score
from audit.storage.accounts import User
from audit.storage.base import Base, utc_now
from audit.storage.workshops import Workshop, visible


class NoSuchAuditError(LookupError):
    """No audit has this id, or its workshop is not this user's."""


class Audit(Base):
    """The newest state of one audit.

    `document` is the canonical JSON and the truth; `scores` and `found` are
    drawn from it on each save, so that a history of a thousand audits is read
    without decoding a thousand documents.
    """

    __tablename__ = "audit"
    __table_args__ = (
        sa.CheckConstraint("(status = 'final') = (number IS NOT NULL)", "final_has_number"),
        sa.CheckConstraint("(status = 'final') = (revision > 0)", "final_has_revision"),
        sa.Index("ix_audit_workshop_date", "workshop_id", "audited_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"))
    mentor_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"))
    type: Mapped[str] = mapped_column(sa.String(10))
    instrument: Mapped[str] = mapped_column(sa.String(40))
    audited_on: Mapped[date]
    status: Mapped[str] = mapped_column(sa.String(10))
    number: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    revision: Mapped[int]
    version: Mapped[int]
    document: Mapped[str] = mapped_column(sa.Text)
    scores: Mapped[dict[str, Score]] = mapped_column(sa.JSON)
    found: Mapped[list[str]] = mapped_column(sa.JSON)
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)
    deleted_at: Mapped[datetime | None]
    workshop: Mapped[Workshop] = relationship()
    mentor: Mapped[User] = relationship()

    def read(self) -> Document:
        """The document as a value."""
        return decode(self.document)


class AuditPhoto(Base):
    """Which audits name which photo; decides who may see it."""

    __tablename__ = "audit_photo"

    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True, index=True)


def get(session: Session, user: User, audit_id: UUID) -> Audit:
    """One audit with its workshop.

    :raise NoSuchAuditError: unknown, or its workshop is not open to this user
    """
    allowed = visible(user).with_only_columns(Workshop.id)
    found = session.scalars(
        sa.select(Audit)
        .where(Audit.id == audit_id, Audit.workshop_id.in_(allowed))
        .options(sa.orm.joinedload(Audit.workshop))
    ).one_or_none()
    if found is None:
        raise NoSuchAuditError(audit_id)
    return found


def one(session: Session, audit_id: UUID) -> Audit:
    """An audit that is known to be there, with its workshop; who may see it was asked before."""
    return session.get_one(Audit, audit_id, options=[sa.orm.joinedload(Audit.workshop)])


# Put together once: every save of an audit uses them.
_TABLE = Base.metadata.tables[Audit.__tablename__]
_USER = Base.metadata.tables[User.__tablename__]
_NEW = sa.insert(_TABLE)
_LOCK = sa.select(_TABLE.c.id).where(_TABLE.c.id == sa.bindparam("audit_id")).with_for_update()
_HISTORY = (
    sa.select(
        _TABLE.c.id,
        _TABLE.c.audited_on,
        _TABLE.c.instrument,
        _USER.c.name,
        _TABLE.c.number,
        _TABLE.c.scores,
        _TABLE.c.found,
    )
    .join(_USER, _USER.c.id == _TABLE.c.mentor_id)
    .where(
        _TABLE.c.workshop_id == sa.bindparam("workshop_id"),
        _TABLE.c.type == sa.bindparam("kind"),
        _TABLE.c.status == "final",
        _TABLE.c.deleted_at.is_(None),
    )
    .order_by(_TABLE.c.audited_on, _TABLE.c.id)
)


def lock(session: Session, audit_id: UUID) -> bool:
    """Keep others from changing an audit until the transaction ends; False without one."""
    return session.execute(_LOCK, {"audit_id": audit_id}).one_or_none() is not None


def put(session: Session, row: Audit | None, values: Mapping[str, Any]) -> None:
    """Write the columns of an audit, into its row if it has one."""
    if row is None:
        session.execute(_NEW, values)
        return
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def history(session: Session, workshop_id: UUID, kind: str = "mentor") -> list[PastAudit]:
    """Final audits of one workshop and type, oldest first, by date and then id."""
    rows = session.execute(_HISTORY, {"workshop_id": workshop_id, "kind": kind})
    return [
        PastAudit(
            row.id,
            row.audited_on,
            row.instrument,
            row.name,
            row.number or "",
            row.scores,
            frozenset(row.found),
        )
        for row in rows
    ]


def later(session: Session, document: Document) -> frozenset[UUID]:
    """Ids of the final audits of the workshop that come after this one, by date and then id."""
    after = sa.tuple_(Audit.audited_on, Audit.id) > sa.tuple_(
        sa.literal(document.audited_on), sa.literal(document.id, sa.Uuid())
    )
    own = sa.select(Audit.id).where(Audit.workshop_id == document.workshop.id, after)
    return frozenset(session.scalars(own.where(Audit.status == "final")))


def unseen_draft(
    session: Session, workshop_id: UUID, known: Sequence[UUID], *, recheck: bool = False
) -> UUID | None:
    """The newest draft of a workshop that is not among the known ones; of audits or re-checks."""
    return session.scalars(
        sa.select(Audit.id)
        .where(
            Audit.workshop_id == workshop_id,
            Audit.status == "draft",
            (Audit.type == "recheck") == recheck,
            Audit.deleted_at.is_(None),
            Audit.id.not_in(list(known)),
        )
        .order_by(Audit.id.desc())
        .limit(1)
    ).one_or_none()


def has_number(session: Session, number: str) -> bool:
    """Whether an audit or a re-check has this number."""
    return session.scalars(sa.select(Audit.id).where(Audit.number == number)).first() is not None


def by_ids(session: Session, audit_ids: Iterable[UUID]) -> Sequence[Audit]:
    """Some audits with their mentors, by date and then id."""
    query = sa.select(Audit).where(Audit.id.in_(list(audit_ids)))
    together = query.options(sa.orm.joinedload(Audit.mentor))
    return session.scalars(together.order_by(Audit.audited_on, Audit.id)).unique().all()


def documents(session: Session, audit_ids: Iterable[UUID]) -> dict[UUID, Document]:
    """The newest documents of some audits, by id, in one statement."""
    rows = session.execute(sa.select(Audit.id, Audit.document).where(Audit.id.in_(list(audit_ids))))
    return {row.id: decode(row.document) for row in rows}


def link_photos(session: Session, audit_id: UUID, hashes: Collection[str]) -> None:
    """Remember which photos an audit names; a photo once named stays readable."""
    if not hashes:
        return
    known = set(
        session.scalars(sa.select(AuditPhoto.sha256).where(AuditPhoto.audit_id == audit_id))
    )
    new = [{"audit_id": audit_id, "sha256": sha} for sha in sorted(set(hashes) - known)]
    if new:
        session.execute(sa.insert(AuditPhoto), new)
