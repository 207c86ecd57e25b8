"""What a tablet writes into its rescue file: audits and red tags that the server lacks."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from audit.domain.document import Document, decode
from audit.domain.tag_document import TagDocument, decode_tag

Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Tablet(msgspec.Struct, frozen=True, kw_only=True):
    """The log-in that the tablet worked with."""

    id: UUID
    name: str


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was made on: a version, or what an operation sent after it."""

    version: Version
    operation: UUID | None = None


class Kind(msgspec.Struct, frozen=True):
    """What says whether a document is an audit or a red tag."""

    type: str = ""


class SavedAudit(msgspec.Struct, frozen=True, kw_only=True):
    """One audit or red tag with the operation that the tablet will send it under, if ever."""

    operation: UUID
    base: Base | None
    document: msgspec.Raw

    def read(self) -> Document | TagDocument:
        """The document.

        :raise msgspec.DecodeError: it is neither an audit document nor a red tag
        """
        data = bytes(self.document)
        try:
            kind = msgspec.json.decode(data, type=Kind)
        except RecursionError as error:
            raise msgspec.DecodeError("nested too deep") from error
        return decode_tag(data) if kind.type == "red_tag" else decode(data)


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
