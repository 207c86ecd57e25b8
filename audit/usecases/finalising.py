"""Finish an audit: from here on it changes by corrections only."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases.audits import Edit, Saved, as_shown, save


def finalise(
    session: Session, user: User, audit_id: UUID, version: int, *, today: date, device: str = ""
) -> Saved | None:
    """Make a draft final; None when it already is, so that a second press changes nothing.

    :param version: what the person saw when deciding
    :raise NoSuchAuditError: the audit is not this user's
    :raise BlockedError: the audit lacks something; the error says all of it
    :raise StaleError: the audit changed since that version
    :raise DeletedError: the audit was deleted
    """
    if audits.get(session, user, audit_id).status == "final":
        return None
    row = as_shown(session, user, audit_id, version)
    final = replace(row.read(), status="final", revision=1)
    return save(session, user, Edit(final, version, new_id(), device), today=today)
