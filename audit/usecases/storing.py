"""Settle, check and write one edit: row, version, photos, and what follows for actions."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.conflicts import Who, faced
from audit.domain.document import Document, canonical
from audit.domain.finalising import Missing, blocks
from audit.domain.findings import items_with_finding
from audit.domain.public import fingerprint, public
from audit.domain.rechecks import is_recheck, saw_nothing
from audit.domain.revising import Change, change
from audit.domain.validation import Fault, check
from audit.instruments import NoSuchInstrumentError, load
from audit.storage import actions, audits, numbers, past_actions, photo_points, versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.storage.workshops import Workshop
from audit.usecases import carry_over, planning, returning, walking
from audit.usecases.edits import Edit, Ground, Saved
from audit.usecases.errors import BlockedError, FinalError, InvalidError
from audit.usecases.settling import settled

DRAWN_FROM = 13
"""Bytes that the ids of an audit and of its findings share, see `findings.finding_id`."""


def store(session: Session, user: User, edit: Edit, ground: Ground, today: date) -> Saved:
    """Let the rules decide their part of the document, check the whole, and write it.

    An edit that changes nothing is no new version. A merged one is, unless the audit is
    final: whoever typed on meanwhile goes on from it, and it may come once more.
    """
    step = change(ground.document, ground.wanted)
    if step is None:
        version = ground.row.version if ground.row else None
        raise FinalError(edit.document.id, ground.document, version)
    if misfitting := misfits(session, ground.wanted, ground):
        raise InvalidError(misfitting)
    document = settled(session, edit.mentor or user, ground.wanted, ground, step)
    document = faced(document, Who(user.name, edit.at or utc_now()))
    refuse_broken(session, document, step, today)
    plain = step == "none" or ground.wanted is edit.document
    if ground.row and document == ground.document and plain:
        return unchanged(ground.row, edit, document)
    if document.status == "final" and document.number is None:
        document = replace(document, number=number_of(session, document))
    return write(session, user, edit, ground, document, step)


def number_of(session: Session, document: Document) -> str:
    """The next number of the series that a document belongs to."""
    series = numbers.RECHECKS if is_recheck(document) else numbers.AUDITS
    return numbers.next_number(session, document.audited_on.year, series)


def refuse_broken(session: Session, document: Document, step: Change, today: date) -> None:
    """Stop before anything is written.

    :raise BlockedError: it is to be final and lacks something
    :raise InvalidError: a rule is broken
    """
    instrument = load(document.instrument)
    if step == "finalise" and is_recheck(document) and saw_nothing(document):
        raise BlockedError([Missing("nothing_seen")])
    if step in ("finalise", "correct"):
        tried = past_actions.tried(session, document)
        if missing := blocks(document, instrument, tried):
            raise BlockedError(missing)
    if faults := check(document, instrument, today):
        raise InvalidError(faults)


def misfits(session: Session, document: Document, ground: Ground) -> list[Fault]:
    """What does not fit the rest of the data: instrument, type, actions, findings, points."""
    faults: list[Fault] = []
    try:
        load(document.instrument)
    except NoSuchInstrumentError:
        faults.append(Fault("instrument", "unknown_instrument"))
    if ground.document is not None:
        faults += [
            Fault(field, "fixed")
            for field in ("instrument", "type")
            if getattr(document, field) != getattr(ground.document, field)
        ]
    looked_at, made = [c.action for c in document.carried], [f.id for f in document.findings]
    # A draft needs no asking for the ids that the rule draws: nearly all, and begun as its own.
    final, begun = document.status == "final", document.id.bytes[:DRAWN_FROM]
    asked = [one for one in made if final or one.bytes[:DRAWN_FROM] != begun]
    known = actions.owners(session, [*looked_at, *asked])
    for number, action_id in enumerate(looked_at):
        if action_id not in known or known[action_id].workshop_id != ground.workshop.id:
            faults.append(Fault(f"carried.{number}.action", "unknown_action"))
    for number, finding in enumerate(made):
        # a finding gives its id to its action, so no two audits may share one
        if finding in known and known[finding].audit_id != document.id:
            faults.append(Fault(f"findings.{number}.id", "taken"))
    return [*faults, *walking.misfits(session, document, ground.workshop)]


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
    place = {"id": document.id, "workshop_id": ground.workshop.id}
    version = ground.row.version + 1 if ground.row else 1
    stored = columns(document, at)
    audits.put(session, ground.row, place | stored | {"version": version})
    name = digest(stored["document"])
    versions.add(
        session,
        {
            "audit_id": document.id,
            "version": version,
            "operation": edit.operation,
            "revision": document.revision,
            "document": stored["document"],
            "sent": None if document == edit.document else canonical(edit.document).decode(),
            "sha256": name,
            "public_sha256": fingerprint(document) if public(document) != document else name,
            "author_id": user.id,
            "device": edit.device[:200],
            "stored_at": at,
        },
    )
    if ground.row is None:
        remember_areas(ground.workshop, document)
    audits.link_photos(session, document.id, document.photo_hashes())
    if step in ("finalise", "correct"):
        visit = carry_over.Visit(session, user, document, ground.document, at)
        (returning if edit.restored else carry_over).settle_actions(visit)
        planning.plan_on(session, ground.workshop, document, visit.stored)
    before = ground.document.points_seen if ground.document else ()
    if document.points_seen != before:
        walking.record(session, ground.workshop, document)
    if step == "finalise" and is_recheck(document):
        photo_points.close(session, ground.workshop.id, document.id)
    return Saved(version, edit.operation, name, document, ground.row is None)


def remember_areas(workshop: Workshop, document: Document) -> None:
    """Let a workshop have the areas of a new audit that it did not know yet."""
    new = [area for area in document.areas if area.strip() and area not in workshop.areas]
    if new:
        workshop.areas = list(dict.fromkeys([*workshop.areas, *new]))


def columns(document: Document, at: datetime) -> dict[str, Any]:
    """The columns of an audit: the document, and what lists and constraints need of it."""
    return {
        "mentor_id": document.mentor.id,
        "type": document.type,
        "instrument": document.instrument,
        "audited_on": document.audited_on,
        "status": document.status,
        "number": document.number,
        "revision": document.revision,
        "document": canonical(document).decode(),
        "stored_at": at,
        "scores": {
            code: score
            for code, score in document.scores.items()
            if score is not None and (document.k3 or not code.startswith("K3"))
        },
        "found": sorted(items_with_finding(document)),
    }
