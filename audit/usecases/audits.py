"""Start and save an audit: one way in for every edit, whatever door it came through."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.document import Document, MentorRef, WorkshopRef
from audit.storage import audits, versions, workshops
from audit.storage.accounts import User
from audit.storage.audits import Audit, NoSuchAuditError
from audit.storage.base import new_id
from audit.storage.versions import AuditVersion
from audit.storage.workshops import Workshop
from audit.usecases.edits import Edit, Ground, Saved
from audit.usecases.errors import DeletedError, StaleError, UnknownBaseError
from audit.usecases.storing import store

__all__ = ["Edit", "Saved", "save", "start"]


def start(
    session: Session,
    user: User,
    workshop: Workshop,
    *,
    instrument: str,
    audited_on: date,
    today: date,
    met_with: str = "",
    areas: tuple[str, ...] = (),
    k3: bool = True,
    at: datetime | None = None,
) -> Saved:
    """Begin a visit: a new draft with nothing rated."""
    document = Document(
        id=new_id(),
        instrument=instrument,
        audited_on=audited_on,
        workshop=WorkshopRef(id=workshop.id, name=workshop.name),
        mentor=MentorRef(id=user.id, name=user.name),
        met_with=met_with,
        areas=areas or tuple(workshop.areas),
        k3=k3,
    )
    return save(session, user, Edit(document, None, new_id(), at=at), today=today)


def save(session: Session, user: User, edit: Edit, *, today: date) -> Saved:
    """Store an edit in the transaction of `session`, or say why not.

    :raise NoSuchAuditError: the audit is not this user's
    :raise NoSuchWorkshopError: a new audit names a workshop that is not this user's
    :raise SaveError: one of its kinds in `audit.usecases.errors`
    """
    row = find(session, user, edit.document.id)
    if again := versions.replayed(session, edit.operation):
        return replay(again, edit)
    if row is not None:
        ground = Ground(row, newest(row, edit.base), row.workshop)
    elif edit.base is None:
        ground = Ground(None, None, workshops.get(session, user, edit.document.workshop.id))
    else:
        raise UnknownBaseError(edit.base)
    return store(session, user, edit, ground, today)


def find(session: Session, user: User, audit_id: UUID) -> Audit | None:
    """The audit, locked until the transaction ends; None when the id is free.

    :raise NoSuchAuditError: the id belongs to an audit of another mentor's workshop
    """
    if session.get(Audit, audit_id, with_for_update=True) is None:
        return None
    return audits.get(session, user, audit_id)


def replay(version: AuditVersion, edit: Edit) -> Saved:
    """The answer of an edit that was stored before and is sent again.

    :raise NoSuchAuditError: the operation stored another audit, perhaps somebody else's
    """
    if version.audit_id != edit.document.id:
        raise NoSuchAuditError(edit.document.id)
    return Saved(version.version, version.operation, version.sha256, version.read())


def newest(row: Audit, base: int | None) -> Document:
    """The stored document, if the edit was made on it.

    :raise StaleError: the edit was made on an older version, or on none
    """
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    if base is not None and not 1 <= base <= row.version:
        raise UnknownBaseError(base)
    if base != row.version:
        raise StaleError(row.read(), row.version)
    return row.read()
