"""A quick re-check between two audits: begin, answer, end, and what its pages show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain import rechecks
from audit.domain.amending import merged
from audit.domain.document import Document, MentorRef, WorkshopRef
from audit.instruments import published
from audit.storage import audits, photo_points, uploads, workshops
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases import finalising
from audit.usecases.amending import shown
from audit.usecases.audits import Edit, find, save
from audit.usecases.errors import DeletedError, FinalError
from audit.usecases.visits import Visit


@dataclass(frozen=True)
class Given:
    """What a posted page says: fields by name, photos of actions and of points by their ids."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    added: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    dropped: Mapping[UUID, Collection[str]] = field(default_factory=dict)
    points: Mapping[UUID, str] = field(default_factory=dict)


def begin(session: Session, user: User, workshop_id: UUID, visit: Visit, today: date) -> UUID:
    """The id of a new re-check, or of one that began since the page was opened.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    if twin := audits.unseen_draft(session, workshop_id, visit.known, recheck=True):
        return twin
    document = Document(
        id=new_id(),
        instrument=published()[-1],
        type="recheck",
        audited_on=visit.audited_on,
        workshop=WorkshopRef(id=workshop.id, name=workshop.name),
        mentor=MentorRef(id=user.id, name=user.name),
        met_with=visit.met_with,
        k3=False,
    )
    save(session, user, Edit(document, None, new_id()), today=today)
    return document.id


def answer(
    session: Session,
    user: User,
    audit_id: UUID,
    version: int | None,
    given: Given,
    *,
    today: date,
    device: str = "",
) -> frozenset[str]:
    """Store what a page says over whatever happened since it was shown.

    Gives the names of the fields that somebody else changed too: those keep what the
    other one wrote. A page that showed two differing answers decides by being sent.

    :raise NoSuchAuditError: the re-check is not this user's
    :raise FinalError: it has ended
    :raise DeletedError: it was deleted
    """
    row = find(session, user, audit_id) or audits.get(session, user, audit_id)
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    if row.status == "final":
        raise FinalError(row.id)
    newest, seen = row.read(), shown(session, row, version)
    changes, both = merged(rechecks.values(seen), rechecks.values(newest), given.fields)
    document = rechecks.answered(newest, changes, usable(session, user, given), given.dropped)
    document = rechecks.photographed(document, there(session, row.workshop_id, given.points))
    if version == row.version:
        document = replace(document, conflicts=())
    if document != newest:
        save(session, user, Edit(document, row.version, new_id(), device), today=today)
    return both


def usable(session: Session, user: User, given: Given) -> dict[UUID, list[str]]:
    """The added photos that this user may see: nobody shows another's by guessing its name."""
    named = [sha for some in given.added.values() for sha in some]
    own = uploads.readable(session, user, named)
    return {action: [s for s in some if s in own] for action, some in given.added.items() if some}


def there(session: Session, workshop_id: UUID, photos: Mapping[UUID, str]) -> dict[UUID, str]:
    """Those of the photos whose point is one of the workshop's."""
    known = photo_points.owners(session, photos)
    return {point: sha for point, sha in photos.items() if known.get(point) == workshop_id}


def end(session: Session, user: User, audit_id: UUID, *, today: date, device: str = "") -> None:
    """Make a re-check final; a second time changes nothing.

    :raise NoSuchAuditError: it is not this user's
    :raise BlockedError: an answer lacks its proof, or nothing was looked at
    :raise DeletedError: it was deleted
    """
    row = audits.get(session, user, audit_id)
    finalising.finalise(session, user, audit_id, row.version, today=today, device=device)
