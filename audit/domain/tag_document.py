"""A red tag as a tablet sends it: all that it says, and what was decided, if anything was."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from audit.domain.document import SORTED, LongText, Name, Sha256, Struct
from audit.domain.faults import Fault
from audit.domain.red_tags import Word

MAX_TAG = 128 * 1024
"""Bytes of one; its texts at their longest need about half of that."""


class TagPlace(Struct, frozen=True, kw_only=True):
    """The workshop where the thing stands."""

    id: UUID
    name: Name


class TagDocument(Struct, frozen=True, kw_only=True):
    """One red tag, whole; the number is the server's to give."""

    type: Literal["red_tag"]
    id: UUID
    workshop: TagPlace
    tagged_on: date
    name: Name
    quantity: Name = ""
    area: Name = ""
    reason: LongText = ""
    photo: Sha256 | None = None
    decision: Word | None = None
    decided_on: date | None = None
    note: LongText = ""


def decode_tag(data: bytes | str) -> TagDocument:
    """Read a tag from JSON.

    :raise msgspec.DecodeError: the text is not JSON
    :raise msgspec.ValidationError: the JSON is no red tag
    """
    try:
        return msgspec.json.decode(data, type=TagDocument)
    except RecursionError as error:
        raise msgspec.DecodeError("nested too deep") from error


def canonical_tag(tag: TagDocument) -> bytes:
    """The canonical JSON, the form that is hashed."""
    return SORTED.encode(tag)


def check_tag(tag: TagDocument, today: date) -> tuple[Fault, ...]:
    """Every rule that a tag breaks."""
    return (*wrong_names(tag), *wrong_days(tag, today))


def wrong_names(tag: TagDocument) -> Iterator[Fault]:
    """No name, ids that are no UUIDv7, and what no database keeps."""
    if not tag.name.strip():
        yield Fault("name", "missing")
    for field, value in {"id": tag.id, "workshop.id": tag.workshop.id}.items():
        if value.version != 7:
            yield Fault(field, "not_uuid7")
    if rb"\u0000" in canonical_tag(tag):
        yield Fault("document", "unprintable")


def wrong_days(tag: TagDocument, today: date) -> Iterator[Fault]:
    """Days that are yet to come, a decision ahead of its tag, or without a day."""
    latest = today + timedelta(days=1)  # for a tablet with a clock that is ahead, as for audits
    if tag.tagged_on > latest:
        yield Fault("tagged_on", "not_yet")
    if tag.decided_on is None:
        if tag.decision:
            yield Fault("decided_on", "missing")
        return
    if not tag.decision:
        yield Fault("decision", "missing")
    if tag.decided_on > latest:
        yield Fault("decided_on", "not_yet")
    if tag.decided_on < tag.tagged_on:
        yield Fault("decided_on", "before_tag")
