"""Bring a tablet's rescue file in: each audit as the tablet would have sent it."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.domain.faults import Fault, faults_of
from audit.domain.rescue import SavedAudit, read_audit
from audit.domain.tag_document import TagDocument
from audit.storage import versions, workshops
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.photos import PhotoStore
from audit.storage.pictures import PictureError
from audit.storage.red_tags import NoSuchRedTagError
from audit.storage.rescue import RescueFile
from audit.storage.workshops import NoSuchWorkshopError
from audit.usecases import audits, photos, red_tags
from audit.usecases.edits import Edit, Saved
from audit.usecases.errors import BlockedError, InvalidError, SaveError
from audit.usecases.photos import WrongHashError
from audit.usecases.red_tags import DecidedError

Writing = Callable[[], AbstractContextManager[Session]]
Refusal = SaveError | NoSuchAuditError | NoSuchWorkshopError | NoSuchRedTagError | DecidedError
PhotoRefusal = PictureError | WrongHashError
TAG_REFUSALS = (SaveError, NoSuchWorkshopError, NoSuchRedTagError, DecidedError)
State = Literal["stored", "draft", "known", "refused"]


@dataclass(frozen=True)
class Line:
    """What became of one audit of a file; `draft` is a finished one that lacked something.

    With `tag` it is about that red tag and about no audit.
    """

    workshop: str
    audited_on: date | None
    state: State
    audit_id: UUID | None = None
    refusal: Refusal | None = None
    conflicts: int = 0
    photos_missing: int = 0
    tag: TagDocument | None = None


@dataclass(frozen=True)
class Imported:
    """What became of a whole file: its audits, photos kept, photos refused by their names."""

    lines: tuple[Line, ...]
    kept: int
    refused: Mapping[str, PhotoRefusal]


@dataclass(frozen=True)
class Import:
    """Who brings which file in, and where to; each audit has a transaction of its own."""

    writing: Writing
    store: PhotoStore
    user: User
    file: RescueFile
    today: date

    def run(self) -> Imported:
        """Keep the photos, then store the audits; one that is refused stops no other."""
        refused = self.photos()
        lines = folded(map(self.line, self.file.queue.audits))
        return Imported(lines, len(self.file.photos) - len(refused), refused)

    def photos(self) -> dict[str, PhotoRefusal]:
        """Keep every photo that is clean, and say what is wrong with the rest."""
        refused: dict[str, PhotoRefusal] = {}
        for sha256 in self.file.photos:
            try:
                photos.receive(self.store, sha256, self.file.photo(sha256))
            except (PictureError, WrongHashError) as error:
                refused[sha256] = error
        with self.writing() as session:
            for sha256 in self.file.photos:
                if sha256 not in refused:
                    photos.hand_in(session, self.user, sha256)
        return refused

    def line(self, raw: msgspec.Raw) -> Line:
        """Store one audit and say what became of it."""
        try:
            audit, document = read(raw)
        except InvalidError as error:
            return Line(name_in(raw), None, "refused", refusal=error)
        if isinstance(document, TagDocument):
            return self.tag(audit, document)
        try:
            return self.stored(audit, document)
        except BlockedError as error:
            return self.as_draft(audit, document, error)
        except (SaveError, NoSuchAuditError, NoSuchWorkshopError) as error:
            return refusal(document, error)

    def tag(self, saved: SavedAudit, tag: TagDocument) -> Line:
        """Store one red tag and say what became of it."""
        line = Line(tag.workshop.name, tag.tagged_on, "stored", tag.id, tag=tag)
        try:
            with self.writing() as session:
                workshops.get(session, self.user, tag.workshop.id)
                person = seen_by(session, self.file.queue.user.id, tag.workshop.id) or self.user
                before = red_tags.state(session, tag.id)
                red_tags.receive(session, person, tag, saved.operation, self.today)
                known = before == red_tags.state(session, tag.id)
        except TAG_REFUSALS as error:
            return dataclasses.replace(line, state="refused", audit_id=None, refusal=error)
        awaited = self.store.missing([tag.photo] if tag.photo else [])
        state: State = "known" if known else "stored"
        return dataclasses.replace(line, state=state, photos_missing=len(awaited))

    def as_draft(self, audit: SavedAudit, document: Document, error: BlockedError) -> Line:
        """Store as a draft what can't be final yet; a correction has nothing to fall back on."""
        if document.revision > 1:
            return refusal(document, error)
        draft = replace(document, status="draft", revision=0, revision_reason="")
        try:
            return self.stored(audit, draft, "draft")
        except SaveError as other:
            return refusal(document, other)

    def stored(self, audit: SavedAudit, document: Document, state: State = "stored") -> Line:
        """Store one audit under the tablet's operation, so that sending it again is no news.

        :raise NoSuchAuditError: the audit is not this user's
        :raise NoSuchWorkshopError: the workshop is not this user's
        :raise SaveError: it is refused
        """
        with self.writing() as session:
            edit = self.edit(audit, document, rated_by(session, document))
            known = versions.by_operation(session, edit.operation)
            saved = audits.save(session, self.user, edit, today=self.today)
            new = versions.by_operation(session, edit.operation).keys() - known.keys()
        return self.told(saved, state if new else "known")

    def edit(self, audit: SavedAudit, document: Document, mentor: User | None) -> Edit:
        """What the tablet would have sent."""
        queue, base = self.file.queue, audit.base
        return Edit(
            document=document,
            base=base.version if base else None,
            operation=audit.operation,
            device=f"berkas: {queue.device or 'tablet'}, {queue.user.name}",
            after=base.operation if base else None,
            mentor=mentor,
        )

    def told(self, saved: Saved, state: State) -> Line:
        """What became of an audit that is on the server now."""
        document = saved.document
        missing = self.store.missing(document.photo_hashes())
        return Line(
            document.workshop.name,
            document.audited_on,
            state,
            document.id,
            conflicts=len(document.conflicts),
            photos_missing=len(missing),
        )


def folded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line for each audit that is here; several edits of it came one after the other."""
    last: dict[object, Line] = {}
    for number, line in enumerate(lines):
        key = line.audit_id or number
        if line.state == "known" and key in last:
            line = dataclasses.replace(line, state=last[key].state)
        last[key] = line
    return tuple(last.values())


def rated_by(session: Session, document: Document) -> User | None:
    """Who rated, as the document says, if that is somebody who may see the workshop."""
    return seen_by(session, document.mentor.id, document.workshop.id)


def seen_by(session: Session, user_id: UUID, workshop_id: UUID) -> User | None:
    """A user, if he may see a workshop."""
    user = session.get(User, user_id)
    if user is None:
        return None
    try:
        workshops.get(session, user, workshop_id)
    except NoSuchWorkshopError:
        return None
    return user


def refusal(document: Document, error: Refusal) -> Line:
    """What became of an audit that was refused."""
    return Line(document.workshop.name, document.audited_on, "refused", refusal=error)


def read(raw: msgspec.Raw) -> tuple[SavedAudit, Document | TagDocument]:
    """One entry of a file with its document.

    :raise InvalidError: it is none; says by field what is wrong
    """
    source = bytes(raw)
    try:
        audit = read_audit(raw)
        source = bytes(audit.document)
        return audit, audit.read()
    except msgspec.ValidationError as error:
        raise InvalidError(faults_of(error, source)) from error
    except msgspec.DecodeError as error:
        raise InvalidError([Fault("document", "wrong_type")]) from error


def name_in(raw: msgspec.Raw) -> str:
    """The name of the workshop in an entry of any shape; empty if there is none."""
    try:
        value: object = msgspec.json.decode(bytes(raw))
    except (msgspec.DecodeError, RecursionError):
        return ""
    for key in ("document", "workshop", "name"):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
