"""The audit document: one shape for saving, sync, export, attachment and import.

Names are the same in JSON, Python, columns and forms. Decoding checks shape and
types; `check` in `audit.domain.validation` checks what depends on the instrument.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from audit.domain.scoring import Score

MAX_TEXT = 5_000
MAX_NAME = 120
MAX_DOCUMENT = 2 * 1024 * 1024
"""Bytes of a whole document; nothing else limits how many conflicts it may hold."""

LongText = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
Name = Annotated[str, msgspec.Meta(max_length=MAX_NAME)]
# `$` also matches ahead of a last line feed, hence `(?!\n)`.
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
ItemCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][0-9]\.[0-9]{1,2}$(?!\n)")]
# Bounded, because canonical JSON has no whole numbers past 2^53.
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
ItemScore = Annotated[int, msgspec.Meta(ge=0, le=4)] | Literal["na"] | None

Priority = Literal["kritis", "tinggi", "sedang", "rendah"]
Cost = Literal["tanpa", "kecil", "perlu-anggaran"]
Found = Literal["selesai", "sebagian", "belum"]
AuditType = Literal["mentor", "self", "recheck"]
Status = Literal["draft", "final"]

SORTED = msgspec.json.Encoder(order="sorted")


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen part of the document; unknown names are refused."""


class WorkshopRef(Struct, frozen=True, kw_only=True):
    """The workshop as it was called on the day of the audit."""

    id: UUID
    name: Name
    city: Name = ""
    sector: Name = "other"


class MentorRef(Struct, frozen=True, kw_only=True):
    """Who rated."""

    id: UUID
    name: Name


class Answer(Struct, frozen=True, kw_only=True):
    """What was seen at one item; `score` is 0-4, "na", or None while unrated."""

    score: ItemScore = None
    note: LongText = ""
    na_reason: LongText = ""
    area: Name = ""
    photos: tuple[Sha256, ...] = ()


class PlannedAction(Struct, frozen=True, kw_only=True):
    """The action agreed for a finding on the day of the audit."""

    text: LongText = ""
    root_cause: LongText = ""
    pic: Name = ""
    due_on: date | None = None
    priority: Priority = "sedang"
    cost: Cost = "tanpa"
    chosen: bool = False


class Finding(Struct, frozen=True, kw_only=True):
    """An item at 0 to 2 with its action; `edited` names what a person decided."""

    id: UUID
    item: ItemCode
    area: Name = ""
    text: LongText = ""
    no_photo_reason: LongText = ""
    declined: bool = False
    repeat: Count = 1
    edited: tuple[str, ...] = ()
    action: PlannedAction = PlannedAction()


class Carried(Struct, frozen=True, kw_only=True):
    """What this visit found of an action of an earlier audit."""

    action: UUID
    found: Found
    note: LongText = ""
    photos: tuple[Sha256, ...] = ()


class PointSeen(Struct, frozen=True, kw_only=True):
    """What a re-check saw at a photo point; `name` is that of a point which it set up itself."""

    point: UUID
    name: Name = ""
    photos: tuple[Sha256, ...] = ()


class Remarks(Struct, frozen=True, kw_only=True):
    """Closing words; `private` never leaves the app."""

    mentor: LongText = ""
    owner: LongText = ""
    private: LongText = ""


class Signature(Struct, frozen=True, kw_only=True):
    """A name and a drawn signature (JPEG on white) with the time it was given."""

    name: Name
    photo: Sha256
    at: datetime


class Signatures(Struct, frozen=True, kw_only=True):
    """Who signed; each may be missing."""

    mentor: Signature | None = None
    owner: Signature | None = None
    acknowledged: Signature | None = None


SideValue = (
    Annotated[int, msgspec.Meta(ge=0, le=4)]
    | bool
    | LongText
    | tuple[ItemCode, ...]
    | Signature
    | None
)
"""What a field of the document can hold; days are written as in JSON."""


class Side(Struct, frozen=True, kw_only=True):
    """One of the values that people gave the same field: by whom, and when it was stored."""

    value: SideValue
    by: Name = ""
    at: Annotated[datetime, msgspec.Meta(tz=True)]


class Conflict(Struct, frozen=True, kw_only=True):
    """A field with several values, the one that the document holds first.

    A person decides by storing the document with one of them and without the conflict.
    """

    path: Annotated[str, msgspec.Meta(max_length=80)]
    item: Annotated[str, msgspec.Meta(pattern=r"^([A-Z][0-9]\.[0-9]{1,2})?$(?!\n)")] = ""
    sides: tuple[Side, ...]


class Document(Struct, frozen=True, kw_only=True):
    """One audit, whole; only a re-check has `points`, and no document has an empty list there."""

    schema: Literal[1] = 1
    id: UUID
    instrument: Name
    type: AuditType = "mentor"
    audited_on: date
    workshop: WorkshopRef
    mentor: MentorRef
    met_with: Name = ""
    areas: tuple[Name, ...] = ()
    k3: bool = True
    answers: dict[ItemCode, Answer] = {}
    findings: tuple[Finding, ...] = ()
    carried: tuple[Carried, ...] = ()
    points: tuple[PointSeen, ...] | msgspec.UnsetType = msgspec.UNSET
    praises: tuple[ItemCode, ...] = ()
    remarks: Remarks = Remarks()
    signatures: Signatures = Signatures()
    next_visit_on: date | None = None
    number: str | None = None
    status: Status = "draft"
    revision: Count = 0
    revision_reason: LongText = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def scores(self) -> dict[str, Score]:
        """Score by item code, as scorers take it."""
        return {code: answer.score for code, answer in self.answers.items()}

    @property
    def points_seen(self) -> tuple[PointSeen, ...]:
        """The photo points that were looked at."""
        return self.points or ()

    def answer(self, code: str) -> Answer:
        """The answer to one item; an empty one while nothing was given."""
        return self.answers.get(code) or Answer()

    def photo_hashes(self) -> frozenset[str]:
        """Every stored picture that this document names, signatures among them."""
        signed = (self.signatures.mentor, self.signatures.owner, self.signatures.acknowledged)
        sides = [side.value for conflict in self.conflicts for side in conflict.sides]
        return frozenset(
            [sha for answer in self.answers.values() for sha in answer.photos]
            + [sha for carried in self.carried for sha in carried.photos]
            + [sha for seen in self.points_seen for sha in seen.photos]
            + [value.photo for value in (*signed, *sides) if isinstance(value, Signature)]
        )


def decode(data: bytes | str) -> Document:
    """Read a document from JSON.

    :raise msgspec.DecodeError: the text is not JSON
    :raise msgspec.ValidationError: the JSON is not an audit document
    """
    try:
        return msgspec.json.decode(data, type=Document)
    except RecursionError as error:
        raise msgspec.DecodeError("nested too deep") from error


def canonical(document: Document) -> bytes:
    """The canonical JSON of RFC 8785, the form that is stored and hashed.

    With names in ASCII and small whole numbers only, the sorted JSON of msgspec is
    that form to the byte, and many times as fast as a library for any JSON.
    """
    return SORTED.encode(document)


def json_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return msgspec.json.schema(Document)
