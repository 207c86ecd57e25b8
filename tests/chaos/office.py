"""The office and the archive: edits made at the server, and all that lies there."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document
from audit.storage import database
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.photos import NoSuchPhotoError, PhotoStore
from audit.storage.versions import AuditVersion
from audit.usecases import audits
from audit.usecases.audits import Edit
from tests.chaos.verdict import Json, Version


class Office:
    """Works on the data of an instance beside its server."""

    def __init__(self, instance: Path) -> None:
        url = f"sqlite:///{instance / 'audit.sqlite'}"
        self._engine = sa.create_engine(**database.engine_options(url))
        database.prepare(self._engine)
        self._photos = PhotoStore(f"file://{instance / 'photos'}")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def write(self, who: UUID, audit: str, item: str, note: str) -> None:
        """Store a note at an item, as the coordinator does."""
        with database.writing(self._engine) as session:
            user = session.get_one(User, who)
            row = session.get_one(Audit, UUID(audit))
            document = with_note(row.read(), item, note)
            edit = Edit(document, row.version, uuid4(), "kantor")
            audits.save(session, user, edit, today=date.today())

    def newest(self) -> dict[str, int]:
        """The version of every audit."""
        with Session(self._engine) as session:
            rows = session.execute(sa.select(Audit.id, Audit.version))
            return {str(row.id): row.version for row in rows}

    def archive(self) -> dict[str, list[Version]]:
        """Every stored version of every audit."""
        with Session(self._engine) as session:
            found: dict[str, list[Version]] = {
                str(audit): [] for audit in session.scalars(sa.select(Audit.id))
            }
            rows = session.scalars(
                sa.select(AuditVersion)
                .order_by(AuditVersion.version)
                .options(sa.orm.undefer(AuditVersion.sent))
            )
            for row in rows:
                found[str(row.audit_id)].append(version(row))
            return found

    def photo(self, sha: str) -> bytes | None:
        """The stored bytes of this name."""
        try:
            return self._photos.get(sha)
        except NoSuchPhotoError:
            return None


def with_note(document: Document, item: str, note: str) -> Document:
    """The document with another note at an item."""
    answer = replace(document.answers.get(item) or Answer(), note=note)
    return replace(document, answers=document.answers | {item: answer})


def version(row: AuditVersion) -> Version:
    """A stored version as the verdict looks at it."""
    read: Json = msgspec.json.decode(row.document)
    sent: Json | None = msgspec.json.decode(row.sent) if row.sent else None
    return Version(row.version, str(row.operation), row.sha256, row.document, read, sent)
