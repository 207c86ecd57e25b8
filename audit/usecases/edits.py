"""What comes in and what goes out when an audit is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop


@dataclass(frozen=True)
class Edit:
    """A whole document as somebody wants it stored.

    `base` is the version it was made on, None for an audit that is new;
    `operation` is the same for every repetition of the same edit; `at` is when
    it happened if that is not now. Where somebody typed on while an earlier edit was on
    its way, `after` is the operation of that one: this was made on what it sent.
    `mentor` is who rated, where that is not who hands it in; `restored` says that the audit
    comes back as it was, perhaps after audits that knew of it.
    """

    document: Document
    base: int | None
    operation: UUID
    device: str = ""
    at: datetime | None = None
    after: UUID | None = None
    mentor: User | None = None
    restored: bool = False


@dataclass(frozen=True)
class Ground:
    """What an edit comes to: the row and document so far, None when new, and where.

    `wanted` is what is to be stored: the document that was sent, or the merge of both.
    """

    row: Audit | None
    document: Document | None
    workshop: Workshop
    wanted: Document


@dataclass(frozen=True)
class Saved:
    """What was stored; `document` may differ from what was sent, by the rules."""

    version: int
    operation: UUID
    sha256: str
    document: Document
    created: bool = False
