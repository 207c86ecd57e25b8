"""What a tablet writes into its rescue file: audits that the server does not have yet."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from audit.domain.document import Document, decode

Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Tablet(msgspec.Struct, frozen=True, kw_only=True):
    """The log-in that the tablet worked with."""

    id: UUID
    name: str


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was made on: a version, or what an operation sent after it."""

    version: Version
    operation: UUID | None = None


class SavedAudit(msgspec.Struct, frozen=True, kw_only=True):
    """One audit with the operation that the tablet will send it under, if it ever does."""

    operation: UUID
    base: Base | None
    document: msgspec.Raw

    def read(self) -> Document:
        """The document.

        :raise msgspec.DecodeError: it is no audit document
        """
        return decode(bytes(self.document))


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that waited on one tablet; each audit is read by itself, see `read_audit`."""

    schema: Literal[1]
    app: Literal["audit-5r"]
    saved_at: Annotated[datetime, msgspec.Meta(tz=True)]
    device: str
    user: Tablet
    audits: tuple[msgspec.Raw, ...]


def read_queue(data: bytes) -> Queue:
    """Read the list of what waited.

    :raise msgspec.DecodeError: no such list
    """
    try:
        return msgspec.json.decode(data, type=Queue)
    except RecursionError as error:
        raise msgspec.DecodeError("nested too deep") from error


def read_audit(raw: msgspec.Raw) -> SavedAudit:
    """Read one entry of the list.

    :raise msgspec.DecodeError: no such entry
    """
    try:
        return msgspec.json.decode(bytes(raw), type=SavedAudit)
    except RecursionError as error:
        raise msgspec.DecodeError("nested too deep") from error
