"""Start, save, finalise and correct an audit: one way in for every edit."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document, MentorRef, WorkshopRef, canonical
from audit.domain.finalising import blocks
from audit.domain.findings import items_with_finding
from audit.domain.revising import Change, change
from audit.domain.validation import Fault, check
from audit.instruments import load, published
from audit.storage import actions, audits, workshops
from audit.storage.accounts import User
from audit.storage.audits import Audit, AuditVersion, NoSuchAuditError
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import Workshop
from audit.usecases import carry_over
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    FinalError,
    InvalidError,
    StaleError,
    UnknownBaseError,
)
from audit.usecases.settling import settled


@dataclass(frozen=True)
class Edit:
    """A whole document as somebody wants it stored.

    `base` is the version it was made on, None for an audit that is new;
    `operation` is the same for every repetition of the same edit; `at` is when
    it happened if that is not now.
    """

    document: Document
    base: int | None
    operation: UUID
    device: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Saved:
    """What was stored; `document` may differ from what was sent, by the rules."""

    version: int
    operation: UUID
    sha256: str
    document: Document
    created: bool = False


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

    :raise NoSuchAuditError: the audit or its workshop is not this user's
    :raise NoSuchWorkshopError: a new audit names a workshop that is not this user's
    :raise SaveError: one of its kinds in `audit.usecases.errors`
    """
    before = find(session, user, edit.document.id)
    if again := audits.replayed(session, edit.operation):
        return replay(again, edit)
    stored = newest(before, edit.base) if before else None
    if before is None and edit.base is not None:
        raise UnknownBaseError(edit.base)
    workshop = before.workshop if before else own_workshop(session, user, edit.document)
    return store(session, user, edit, before, stored, workshop, today)


def find(session: Session, user: User, audit_id: UUID) -> Audit | None:
    """The audit, None when the id is free.

    :raise NoSuchAuditError: the id belongs to an audit of another mentor's workshop
    """
    if session.get(Audit, audit_id) is None:
        return None
    return audits.get(session, user, audit_id)


def own_workshop(session: Session, user: User, document: Document) -> Workshop:
    """The workshop of a new audit, which only its own mentor may begin."""
    return workshops.get(session, user, document.workshop.id)


def replay(version: AuditVersion, edit: Edit) -> Saved:
    """The answer of an edit that was stored before and is sent again."""
    if version.audit_id != edit.document.id:
        raise NoSuchAuditError(edit.document.id)
    return Saved(version.version, version.operation, version.sha256, version.read())


def newest(row: Audit, base: int | None) -> Document:
    """The stored document, if the edit was made on it."""
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    if base is not None and not 1 <= base <= row.version:
        raise UnknownBaseError(base)
    if base != row.version:
        raise StaleError(row.read(), row.version)
    return row.read()


def store(
    session: Session,
    user: User,
    edit: Edit,
    row: Audit | None,
    stored: Document | None,
    workshop: Workshop,
    today: date,
) -> Saved:
    """Settle what the rules decide, check, and write row, version and actions."""
    step = change(stored, edit.document)
    if step is None:
        raise FinalError(edit.document.id)
    if misfitting := misfits(session, edit.document, stored):
        raise InvalidError(misfitting)
    instrument = load(edit.document.instrument)
    document = settled(session, user, edit.document, stored, workshop, instrument, step)
    if step in ("finalise", "correct") and (missing := blocks(document, instrument)):
        raise BlockedError(missing)
    if faults := check(document, instrument, today):
        raise InvalidError(faults)
    if document.status == "final" and document.number is None:
        document = replace(document, number=audits.next_number(session, document.audited_on.year))
    return write(session, user, edit, row, document, step)


def misfits(session: Session, document: Document, stored: Document | None) -> list[Fault]:
    """What does not fit the rest of the data: instrument, type, carried actions."""
    faults: list[Fault] = []
    if document.instrument not in published():
        faults.append(Fault("instrument", "unknown_instrument"))
    if stored is not None:
        faults += [
            Fault(field, "fixed")
            for field in ("instrument", "type")
            if getattr(document, field) != getattr(stored, field)
        ]
    known = actions.by_ids(session, [carried.action for carried in document.carried])
    for number, carried in enumerate(document.carried):
        action = known.get(carried.action)
        if action is None or action.workshop_id != document.workshop.id:
            faults.append(Fault(f"carried.{number}.action", "unknown_action"))
    return faults


def write(
    session: Session, user: User, edit: Edit, row: Audit | None, document: Document, step: Change
) -> Saved:
    """One new version: the row, its history, its photos and what follows for actions."""
    data = canonical(document)
    digest = sha256(data).hexdigest()
    created = row is None
    row = row or Audit(id=document.id, workshop_id=document.workshop.id, version=0)
    at = edit.at or utc_now()
    fill(row, document, data.decode(), at)
    session.add(row)
    session.flush()
    session.add(
        AuditVersion(
            audit_id=row.id,
            version=row.version,
            operation=edit.operation,
            revision=document.revision,
            document=row.document,
            sha256=digest,
            author_id=user.id,
            device=edit.device[:200],
            stored_at=at,
        )
    )
    audits.link_photos(session, row.id, document.photo_hashes())
    if step in ("finalise", "correct"):
        carry_over.settle_actions(session, user, document, at)
    return Saved(row.version, edit.operation, digest, document, created)


def fill(row: Audit, document: Document, text: str, at: datetime) -> None:
    """Copy into columns what lists, histories and constraints need of the document."""
    row.mentor_id = document.mentor.id
    row.type = document.type
    row.instrument = document.instrument
    row.audited_on = document.audited_on
    row.next_visit_on = document.next_visit_on
    row.status = document.status
    row.number = document.number
    row.revision = document.revision
    row.version += 1
    row.document = text
    row.stored_at = at
    row.scores = {
        code: score
        for code, score in document.scores.items()
        if score is not None and (document.k3 or not code.startswith("K3"))
    }
    row.found = sorted(items_with_finding(document))
