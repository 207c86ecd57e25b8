"""Store what the summary of a visit changed, over whatever happened to it meanwhile."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.amending import Values, amended, fields_of, merged, values
from audit.domain.document import Document, Finding
from audit.storage import audits, versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.usecases.audits import Edit, save
from audit.usecases.errors import DeletedError, FinalError


def amend(
    session: Session,
    user: User,
    audit_id: UUID,
    version: int | None,
    posted: Values,
    *,
    today: date,
    device: str = "",
) -> tuple[Audit, frozenset[str]]:
    """Store the fields that differ from what `version` showed.

    Gives the row, and the names of the fields that somebody else changed too:
    those keep what the other one wrote.

    :raise NoSuchAuditError: the audit is not this user's
    :raise FinalError: it is final, corrections have their own way
    :raise DeletedError: it was deleted
    :raise InvalidError: a field breaks a rule that forms do not know
    """
    row = audits.get(session, user, audit_id)
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    if row.status == "final":
        raise FinalError(row.id)
    newest, seen = row.read(), shown(session, row, version)
    changes, both = merged(values(seen), values(newest), posted)
    document = amended(brought_back(newest, seen.findings, changes), changes)
    if document != newest:
        save(session, user, Edit(document, row.version, new_id(), device), today=today)
    return row, both


def shown(session: Session, row: Audit, version: int | None) -> Document:
    """The document that a page showed; the newest where that is unknown."""
    stored = versions.version(session, row.id, version) if version else None
    return stored.read() if stored else row.read()


def brought_back(document: Document, seen: Iterable[Finding], changes: dict[str, Any]) -> Document:
    """The document with findings that are gone, if a person just wrote on them.

    The rule keeps such a finding aside until its item falls again.
    """
    there = {finding.id for finding in document.findings}
    gone = [f for f in seen if f.id not in there and fields_of(f.id, changes)]
    return replace(document, findings=(*document.findings, *gone))
