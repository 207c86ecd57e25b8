"""Correct a final audit: a new revision with its reason, the old one stays readable."""

from datetime import date

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
from audit.usecases.audits import Edit, Saved, as_shown, save


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
    """The document with a finding for each item at 0 to 2.

    The actions of the owner's page stay the ones that were agreed, unless their item is
    low no longer; the rule only fills places that are free.
    """
    history = audits.history(session, document.workshop.id, document.type)
    past = before(history, document.audited_on, document.id)
    found = refreshed(
        [agreed(finding) for finding in document.findings],
        document,
        load(document.instrument),
        [audit.found for audit in past],
    )
    return replace(document, findings=found)


def agreed(finding: Finding) -> Finding:
    """A finding whose place on the owner's page, or beside it, is a decision."""
    if "chosen" in finding.edited:
        return finding
    return replace(finding, edited=(*finding.edited, "chosen"))


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
    as_shown(session, user, document.id, version)
    return save(session, user, Edit(document, version, new_id(), device), today=today)
