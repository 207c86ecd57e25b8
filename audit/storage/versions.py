"""Every stored version of every audit, by whom and from where."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, defer, mapped_column, relationship

from audit.domain.document import Document, decode
from audit.storage.accounts import User
from audit.storage.base import Base, PackedText, utc_now


class AuditVersion(Base):
    """One stored version of an audit: what, by whom, from where, when."""

    __tablename__ = "audit_version"

    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    operation: Mapped[UUID] = mapped_column(unique=True)
    revision: Mapped[int]
    document: Mapped[str] = mapped_column(PackedText)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"))
    device: Mapped[str] = mapped_column(sa.String(200))
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)
    author: Mapped[User] = relationship()

    def read(self) -> Document:
        """The document of this version as a value."""
        return decode(self.document)


def replayed(session: Session, operation: UUID) -> AuditVersion | None:
    """The version that this operation stored, if it did before."""
    return session.scalars(
        sa.select(AuditVersion).where(AuditVersion.operation == operation)
    ).one_or_none()


def of_audit(session: Session, audit_id: UUID) -> Sequence[AuditVersion]:
    """Every version of an audit with its author, oldest first; documents come when asked for."""
    return (
        session.scalars(
            sa.select(AuditVersion)
            .where(AuditVersion.audit_id == audit_id)
            .options(sa.orm.joinedload(AuditVersion.author), defer(AuditVersion.document))
            .order_by(AuditVersion.version)
        )
        .unique()
        .all()
    )


def final_documents(session: Session, audit_id: UUID) -> dict[int, Document]:
    """The documents of the versions since the audit is final, by version, in one statement."""
    rows = session.execute(
        sa.select(AuditVersion.version, AuditVersion.document).where(
            AuditVersion.audit_id == audit_id, AuditVersion.revision > 0
        )
    )
    return {row.version: decode(row.document) for row in rows}


def version(session: Session, audit_id: UUID, number: int) -> AuditVersion | None:
    """One stored version."""
    return session.get(AuditVersion, (audit_id, number))
