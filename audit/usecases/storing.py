"""Settle, check and write one edit: row, version, photos, and what follows for actions."""

from datetime import date, datetime
from hashlib import sha256

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document, canonical
from audit.domain.finalising import blocks
from audit.domain.findings import items_with_finding
from audit.domain.revising import Change, change
from audit.domain.validation import Fault, check
from audit.instruments import load, published
from audit.storage import actions, audits, numbers
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.storage.versions import AuditVersion
from audit.usecases import carry_over
from audit.usecases.edits import Edit, Ground, Saved
from audit.usecases.errors import BlockedError, FinalError, InvalidError
from audit.usecases.settling import settled


def store(session: Session, user: User, edit: Edit, ground: Ground, today: date) -> Saved:
    """Let the rules decide their part of the document, check the whole, and write it.

    An edit that changes nothing is no new version.
    """
    step = change(ground.document, edit.document)
    if step is None:
        raise FinalError(edit.document.id)
    if misfitting := misfits(session, edit.document, ground):
        raise InvalidError(misfitting)
    document = settled(session, user, edit.document, ground, step)
    refuse_broken(document, step, today)
    if ground.row and document == ground.document:
        return unchanged(ground.row, edit, document)
    if document.status == "final" and document.number is None:
        document = replace(document, number=numbers.next_number(session, document.audited_on.year))
    return write(session, user, edit, ground, document, step)


def refuse_broken(document: Document, step: Change, today: date) -> None:
    """Stop before anything is written.

    :raise BlockedError: it is to be final and lacks something
    :raise InvalidError: a rule is broken
    """
    instrument = load(document.instrument)
    if step in ("finalise", "correct") and (missing := blocks(document, instrument)):
        raise BlockedError(missing)
    if faults := check(document, instrument, today):
        raise InvalidError(faults)


def misfits(session: Session, document: Document, ground: Ground) -> list[Fault]:
    """What does not fit the rest of the data: instrument, type, carried actions."""
    faults: list[Fault] = []
    if document.instrument not in published():
        faults.append(Fault("instrument", "unknown_instrument"))
    if ground.document is not None:
        faults += [
            Fault(field, "fixed")
            for field in ("instrument", "type")
            if getattr(document, field) != getattr(ground.document, field)
        ]
    known = actions.by_ids(session, [carried.action for carried in document.carried])
    for number, carried in enumerate(document.carried):
        action = known.get(carried.action)
        if action is None or action.workshop_id != ground.workshop.id:
            faults.append(Fault(f"carried.{number}.action", "unknown_action"))
    return faults


def unchanged(row: Audit, edit: Edit, document: Document) -> Saved:
    """The answer to an edit that is what is stored already."""
    return Saved(row.version, edit.operation, digest(row.document), document)


def digest(text: str) -> str:
    """The SHA-256 that names a stored document."""
    return sha256(text.encode()).hexdigest()


def write(
    session: Session, user: User, edit: Edit, ground: Ground, document: Document, step: Change
) -> Saved:
    """One new version, with its photos linked and its actions moved."""
    at = edit.at or utc_now()
    row = ground.row or Audit(id=document.id, workshop_id=ground.workshop.id, version=0)
    fill(row, document, at)
    session.add(row)
    session.flush()
    version = AuditVersion(
        audit_id=row.id,
        version=row.version,
        operation=edit.operation,
        revision=document.revision,
        document=row.document,
        sha256=digest(row.document),
        author_id=user.id,
        device=edit.device[:200],
        stored_at=at,
    )
    session.add(version)
    audits.link_photos(session, row.id, document.photo_hashes())
    if step in ("finalise", "correct"):
        visit = carry_over.Visit(session, user, document, ground.document, at)
        carry_over.settle_actions(visit)
    return Saved(row.version, edit.operation, version.sha256, document, ground.row is None)


def fill(row: Audit, document: Document, at: datetime) -> None:
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
    row.document = canonical(document).decode()
    row.stored_at = at
    row.scores = {
        code: score
        for code, score in document.scores.items()
        if score is not None and (document.k3 or not code.startswith("K3"))
    }
    row.found = sorted(items_with_finding(document))
