"""Correct a final audit: a new revision with its reason, the old one stays readable."""

import hashlib
from datetime import date
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.amending import Values, amended, values
from audit.domain.document import Document, Finding
from audit.domain.findings import refreshed
from audit.domain.history import before
from audit.instruments import load
from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases.audits import Edit, Saved, save

TIME_OF_ID = 48
"""Bits of a UUIDv7 that say when it was made."""


def corrected(stored: Document, rated: Document, posted: Values, reason: str) -> Document:
    """What a correction asks for: other answers, the findings that follow, what people decided.

    :param rated: the document with the other answers, see `with_findings`
    :param posted: fields by name, see `audit.domain.amending`
    """
    shown = {**values(rated), **values(stored)}
    changes = {name: value for name, value in posted.items() if value != shown.get(name)}
    return replace(
        amended(rated, changes), revision=stored.revision + 1, revision_reason=reason.strip()
    )


def with_findings(session: Session, document: Document) -> Document:
    """The document with a finding for each item at 0 to 2, new ones under a lasting id.

    The actions of the owner's page stay the ones that were agreed, unless their item is
    low no longer; the rule only fills places that are free.
    """
    history = audits.history(session, document.workshop.id, document.type)
    past = before(history, document.audited_on, document.id)
    known = {finding.id for finding in document.findings}
    found = refreshed(
        [agreed(finding) for finding in document.findings],
        document,
        load(document.instrument),
        [audit.found for audit in past],
        new_id,
    )
    return replace(
        document,
        findings=tuple(
            f if f.id in known else replace(f, id=lasting_id(document, f.item)) for f in found
        ),
    )


def agreed(finding: Finding) -> Finding:
    """A finding whose place on the owner's page, or beside it, is a decision."""
    if "chosen" in finding.edited:
        return finding
    return replace(finding, edited=(*finding.edited, "chosen"))


def lasting_id(document: Document, item: str) -> UUID:
    """A UUIDv7 for a finding that a correction brings.

    It is the same each time the form is sent, so that what a person wrote on the
    finding comes back to it though nothing is stored yet.
    """
    seed = f"{document.id} {document.revision} {item}".encode()
    number = int.from_bytes(hashlib.sha256(seed).digest()[:16])
    made = document.id.int >> (128 - TIME_OF_ID) << (128 - TIME_OF_ID)
    loose = made | (number & ((1 << (128 - TIME_OF_ID)) - 1))
    return UUID(int=loose & ~(0xF << 76) & ~(0x3 << 62) | 7 << 76 | 2 << 62)


def correct(
    session: Session, user: User, document: Document, version: int, *, today: date, device: str = ""
) -> Saved:
    """Store a correction as a new revision.

    :raise NoSuchAuditError: the audit is not this user's
    :raise BlockedError: the corrected audit lacks something
    :raise InvalidError: it breaks a rule
    :raise StaleError: the audit changed since that version
    :raise FinalError: it says no reason
    """
    return save(session, user, Edit(document, version, new_id(), device), today=today)
