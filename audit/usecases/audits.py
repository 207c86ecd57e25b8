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
from audit.usecases.merging import ground_of
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

    One that was made on an older version is merged into the newest.

    :raise NoSuchAuditError: the audit is not this user's
    :raise NoSuchWorkshopError: a new audit names a workshop that is not this user's
    :raise SaveError: one of its kinds in `audit.usecases.errors`
    """
    row = find(session, user, edit.document.id)
    if row is not None and row.deleted_at is not None:
        raise DeletedError(row.id)
    stored = versions.by_operation(session, edit.operation, edit.after)
    if again := stored.get(edit.operation):
        return replay(again, edit)
    if row is not None:
        after = stored.get(edit.after) if edit.after else None
        ground = ground_of(session, user, row, edit, after)
    elif edit.base is None:
        workshop = workshops.get(session, user, edit.document.workshop.id)
        ground = Ground(None, None, workshop, edit.document)
    else:
        raise UnknownBaseError(edit.base)
    return store(session, user, edit, ground, today)


def as_shown(session: Session, user: User, audit_id: UUID, version: int) -> Audit:
    """The audit, locked, if it is still as a page showed it on which a person decided.

    :raise NoSuchAuditError: the audit is not this user's
    :raise StaleError: it changed since that version
    :raise DeletedError: it was deleted
    """
    row = find(session, user, audit_id)
    if row is None:
        raise NoSuchAuditError(audit_id)
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    if row.version != version:
        raise StaleError(f"version {row.version} is newer")
    return row


def find(session: Session, user: User, audit_id: UUID) -> Audit | None:
    """The audit, locked until the transaction ends; None when the id is free.

    :raise NoSuchAuditError: the id belongs to an audit of another mentor's workshop
    """
    session.flush()
    if not audits.lock(session, audit_id):
        return None
    session.expire_all()  # what was read ahead of the lock may be old
    return audits.get(session, user, audit_id)


def replay(version: AuditVersion, edit: Edit) -> Saved:
    """The answer of an edit that was stored before and is sent again.

    :raise NoSuchAuditError: the operation stored another audit, perhaps somebody else's
    """
    if version.audit_id != edit.document.id:
        raise NoSuchAuditError(edit.document.id)
    return Saved(version.version, version.operation, version.sha256, version.read())
