"""Every stored version of every audit, by whom and from where."""

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, defer, mapped_column, relationship

from audit.domain.document import Document, decode
from audit.storage.accounts import User
from audit.storage.base import Base, PackedText, utc_now

MOST = 2**31 - 1
"""The largest number that a column of whole numbers holds."""


class AuditVersion(Base):
    """One stored version of an audit: what, by whom, from where, when.

    `public_sha256` names what of it may leave the app, see `audit.domain.public`.

    `sent` is the document as it arrived, where rules or a merge made another of it: a
    tablet on which somebody typed meanwhile goes on from that one.
    """

    __tablename__ = "audit_version"

    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    operation: Mapped[UUID] = mapped_column(unique=True)
    revision: Mapped[int]
    document: Mapped[str] = mapped_column(PackedText)
    sent: Mapped[str | None] = mapped_column(PackedText, deferred=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    public_sha256: Mapped[str] = mapped_column(sa.String(64))
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"))
    device: Mapped[str] = mapped_column(sa.String(200))
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)
    author: Mapped[User] = relationship()

    def read(self) -> Document:
        """The document of this version as a value."""
        return decode(self.document)

    def read_sent(self) -> Document:
        """The document that its author sent."""
        return decode(self.sent or self.document)


# Put together once: every save uses them.
_ADD = sa.insert(Base.metadata.tables[AuditVersion.__tablename__])
_BY_OPERATION = (
    sa.select(AuditVersion)
    .where(
        (AuditVersion.operation == sa.bindparam("operation"))
        | (AuditVersion.operation == sa.bindparam("after"))
    )
    .options(sa.orm.undefer(AuditVersion.sent))
)


def by_operation(
    session: Session, operation: UUID, after: UUID | None = None
) -> dict[UUID, AuditVersion]:
    """The versions that these operations stored, by operation, with what was sent."""
    wanted = {"operation": operation, "after": after or operation}
    return {version.operation: version for version in session.scalars(_BY_OPERATION, wanted)}


def add(session: Session, values: Mapping[str, Any]) -> None:
    """Keep one version, given by columns."""
    session.execute(_ADD, values)


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


def fingerprints(session: Session, audit_id: UUID) -> dict[int, str]:
    """The public fingerprints of every version of an audit, by version, oldest first."""
    rows = session.execute(
        sa.select(AuditVersion.version, AuditVersion.public_sha256)
        .where(AuditVersion.audit_id == audit_id)
        .order_by(AuditVersion.version)
    )
    return {row.version: row.public_sha256 for row in rows}


def version(session: Session, audit_id: UUID, number: int) -> AuditVersion | None:
    """One stored version; None for a number that no audit has."""
    if not 0 < number <= MOST:
        return None
    return session.get(AuditVersion, (audit_id, number))


def newest_first(
    session: Session, audit_id: UUID
) -> Generator[tuple[Document, str, datetime], None, None]:
    """Document, author and time of every version, read as far as they are asked for."""
    query = (
        sa.select(AuditVersion.document, User.name, AuditVersion.stored_at)
        .join(User, User.id == AuditVersion.author_id)
        .where(AuditVersion.audit_id == audit_id)
        .order_by(AuditVersion.version.desc())
    )
    with session.execute(query, execution_options={"yield_per": 20}) as rows:
        for row in rows:
            yield decode(row.document), row.name, row.stored_at
