"""Who handed in which photo, and what workshops show: it decides who may see one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.accounts import User
from audit.storage.audits import Audit, AuditPhoto
from audit.storage.base import Base, utc_now
from audit.storage.workshops import Workshop, visible


class WorkshopPhoto(Base):
    """One photo that a workshop shows outside of any audit: of a step, a red tag, a point."""

    __tablename__ = "workshop_photo"

    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True, index=True)


class Upload(Base):
    """One photo handed in by one user."""

    __tablename__ = "upload"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"), primary_key=True)
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)


def remember(session: Session, user: User, sha256: str) -> None:
    """Note that this user handed in this photo."""
    if session.get(Upload, (sha256, user.id)) is None:
        session.add(Upload(sha256=sha256, user_id=user.id))


def attach(session: Session, workshop_id: UUID, hashes: Iterable[str]) -> None:
    """Let everyone who may see a workshop see these photos."""
    for sha256 in dict.fromkeys(hashes):
        if session.get(WorkshopPhoto, (workshop_id, sha256)) is None:
            session.add(WorkshopPhoto(workshop_id=workshop_id, sha256=sha256))


def shown(session: Session, workshop_id: UUID, sha256: str) -> bool:
    """Whether a workshop shows this photo outside of its audits."""
    return session.get(WorkshopPhoto, (workshop_id, sha256)) is not None


def readable(session: Session, user: User, hashes: Iterable[str]) -> frozenset[str]:
    """Those of the photos that this user handed in or that his workshops show."""
    wanted = list(hashes)
    allowed = visible(user).with_only_columns(Workshop.id)
    own = sa.select(Upload.sha256).where(Upload.user_id == user.id, Upload.sha256.in_(wanted))
    named = (
        sa.select(AuditPhoto.sha256)
        .join(Audit, Audit.id == AuditPhoto.audit_id)
        .where(AuditPhoto.sha256.in_(wanted), Audit.workshop_id.in_(allowed))
    )
    shown = sa.select(WorkshopPhoto.sha256).where(
        WorkshopPhoto.sha256.in_(wanted), WorkshopPhoto.workshop_id.in_(allowed)
    )
    return frozenset(session.scalars(sa.union(own, named, shown)))
