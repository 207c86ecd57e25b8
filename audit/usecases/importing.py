"""Take back the audit that a printed report carries, or say how it differs from ours.

Up to three fingerprints are compared: that of the attached document itself, the one printed
and written into the metadata, and those of the versions stored here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

import msgspec
from sqlalchemy.orm import Session

from audit.domain.document import Document, canonical, decode
from audit.domain.faults import Fault, faults_of
from audit.domain.public import public
from audit.domain.rechecks import is_recheck
from audit.domain.validation import check
from audit.instruments import NoSuchInstrumentError, load
from audit.report.inside import Inside
from audit.storage import accounts, audits, numbers, versions
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photos import PhotoStore
from audit.storage.pictures import PictureError
from audit.storage.workshops import SECTORS, Workshop
from audit.usecases import photos, storing
from audit.usecases.edits import Edit, Ground
from audit.usecases.errors import InvalidError

DEVICE = "Impor laporan PDF"

Verdict = Literal["same", "unproven"]


class ChangedError(Exception):
    """The document is not the one that was printed, or stored; the message says which."""


@dataclass(frozen=True)
class Imported:
    """What became of a report: how it compares, and what was restored of it.

    `versions` are those stored here that it is the same as, and `newest` is the last one;
    `kept` and `left_out` are its photos that were stored, and that are not what they promise.
    """

    verdict: Verdict
    document: Document
    versions: tuple[int, ...] = ()
    newest: int = 0
    kept: int = 0
    left_out: int = 0


def take_in(session: Session, store: PhotoStore, inside: Inside, today: date) -> Imported:
    """Restore the audit of a report, unless it is known here: then only compare it.

    :raise ChangedError: it is not as it was printed, or not as it is stored
    :raise InvalidError: it breaks rules, or does not fit what is stored
    """
    own = sha256(inside.document).hexdigest()
    if inside.printed not in (None, own):
        raise ChangedError("audit.json is not what the report was printed with")
    document = read(inside.document)
    if known := versions.fingerprints(session, document.id):
        same = tuple(version for version, name in known.items() if name == own)
        if not same:
            raise ChangedError("audit.json is none of the versions of this audit stored here")
        return Imported("same", document, same, max(known))
    restore(session, document, today)
    kept, left_out = keep(store, document, inside.photos)
    return Imported("unproven", document, kept=kept, left_out=left_out)


def read(data: bytes) -> Document:
    """The document of a report, which must be written as reports write it.

    :raise InvalidError: it is no audit document
    :raise ChangedError: it is one that no report carries
    """
    try:
        document = decode(data)
    except msgspec.ValidationError as error:
        raise InvalidError(faults_of(error, data)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidError([Fault("audit.json", "bad_json")]) from error
    if canonical(public(document)) != data:
        raise ChangedError("audit.json is not written as reports write it")
    return document


def restore(session: Session, document: Document, today: date) -> None:
    """Store a document just as it is, with its workshop, its mentor and its actions.

    :raise InvalidError: it breaks rules, or does not fit what is stored
    """
    refuse_broken(session, document, today)
    mentor = mentor_of(session, document)
    workshop = workshop_of(session, document, mentor)
    ground = Ground(None, None, workshop, document)
    if faults := [f for f in storing.misfits(session, document, ground) if f.code == "taken"]:
        raise InvalidError(faults)
    final = document.status == "final"
    edit = Edit(document, None, new_id(), DEVICE, restored=True)
    storing.write(session, mentor, edit, ground, document, "finalise" if final else "edit")
    if document.number:
        numbers.go_on_after(session, document.number)


def refuse_broken(session: Session, document: Document, today: date) -> None:
    """Stop before anything is written.

    What the server itself says of an audit, its number and revision, comes from outside here.
    Actions that it looked at may be unknown: their audit is imported later, or never.
    """
    try:
        instrument = load(document.instrument)
    except NoSuchInstrumentError as error:
        raise InvalidError([Fault("instrument", "unknown_instrument")]) from error
    faults = [*check(document, instrument, today)]
    final = document.status == "final"
    prefix = numbers.RECHECKS if is_recheck(document) else numbers.AUDITS
    fits = numbers.is_number(document.number or "", prefix) if final else document.number is None
    if not fits:
        faults.append(Fault("number", "wrong_value"))
    elif document.number and audits.has_number(session, document.number):
        faults.append(Fault("number", "taken"))
    if final and document.revision < 1:
        faults.append(Fault("revision", "revision"))
    if faults:
        raise InvalidError(faults)


def mentor_of(session: Session, document: Document) -> User:
    """Who rated; somebody unknown here is noted by name, and can't log in."""
    mentor = session.get(User, document.mentor.id)
    if mentor is None:
        mentor = User(
            id=document.mentor.id,
            name=document.mentor.name,
            email=f"{document.mentor.id}@impor.invalid",
            active=False,
            fs_uniquifier=new_id().hex,
        )
        mentor.roles.append(accounts.role(session, "mentor"))
        session.add(mentor)
    return mentor


def workshop_of(session: Session, document: Document, mentor: User) -> Workshop:
    """Where it was; a workshop unknown here is begun with what the document says of it."""
    told = document.workshop
    workshop = session.get(Workshop, told.id)
    if workshop is None:
        sector = told.sector if told.sector in SECTORS else "other"
        workshop = Workshop(id=told.id, name=told.name, city=told.city, sector=sector, areas=[])
        workshop.mentors = [mentor]
        session.add(workshop)
    session.flush()
    return workshop


def keep(store: PhotoStore, document: Document, found: Mapping[str, bytes]) -> tuple[int, int]:
    """Keep the photos that the document names and that are what they promise.

    Gives how many were kept, and how many were left out.
    """
    kept = 0
    named = sorted(document.photo_hashes() & found.keys())
    for name in named:
        try:
            photos.receive(store, name, found[name])
        except (PictureError, photos.WrongHashError):
            continue
        kept += 1
    return kept, len(found) - kept
