"""What leaves the app as data: audits without what stays inside, and actions as they stand."""

from datetime import date
from uuid import UUID

import msgspec

from audit.domain.document import Document


class Audited(msgspec.Struct, frozen=True):
    """One audit to be exported, with the name that its workshop has today."""

    workshop: str
    document: Document


class Place(msgspec.Struct, frozen=True):
    """The workshop of an action."""

    id: UUID
    name: str


class ActionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One action as it stands; its names are those of the document and of the action's row.

    :param audit: the audit that agreed it, by id
    :param continued: a later audit's action took its place; nobody cancelled it
    """

    id: UUID
    workshop: Place
    audit: UUID
    number: str | None
    audited_on: date
    instrument: str
    item: str
    area: str
    finding: str
    root_cause: str
    text: str
    pic: str
    due_on: date | None
    priority: str
    cost: str
    chosen: bool
    repeat: int
    state: str
    continued: bool
    closed_on: date | None
