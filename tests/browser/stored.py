"""What a server's folder holds, read from its files and not through the server."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.domain.scoring import scorecard
from audit.instruments import load
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore
from audit.storage.versions import AuditVersion
from tests.browser.threads import aside


@dataclass(frozen=True)
class Stored:
    """One audit as the server keeps it."""

    document: Document
    versions: int
    missing: frozenset[str]

    @property
    def total(self) -> Fraction | None:
        """Its total in percent."""
        return scorecard(load(self.document.instrument), self.document.scores).total


def stored(instance: Path, audit_id: UUID) -> Stored:
    """One audit, how often it was stored, and the photos that it lacks."""

    def read() -> Stored:
        with session_of(instance) as session:
            row = session.get(Audit, audit_id)
            assert row is not None
            versions = sa.select(sa.func.count()).where(AuditVersion.audit_id == audit_id)
            count = session.scalars(versions).one()
            document = row.read()
        photos = PhotoStore(f"file://{instance / 'photos'}")
        return Stored(document, count, photos.missing(document.photo_hashes()))

    return aside(read)


def audits_of(instance: Path) -> set[UUID]:
    """The ids of all audits."""

    def read() -> set[UUID]:
        with session_of(instance) as session:
            return set(session.scalars(sa.select(Audit.id)))

    return aside(read)


def session_of(instance: Path) -> Session:
    """A session on the database file; it reads only."""
    engine = sa.create_engine(f"sqlite:///{instance / 'audit.sqlite'}", poolclass=sa.NullPool)
    return Session(engine)
