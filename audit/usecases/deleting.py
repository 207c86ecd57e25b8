"""Delete a draft: nobody sees it any more, but what was typed is kept."""

from uuid import UUID

from sqlalchemy.orm import Session

from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.usecases.errors import FinalError


def delete(session: Session, user: User, audit_id: UUID) -> Audit:
    """Put a tombstone on a draft; a second time changes nothing.

    :raise NoSuchAuditError: the audit is not this user's
    :raise FinalError: a final audit stays
    """
    row = audits.get(session, user, audit_id)
    if row.status == "final":
        raise FinalError(row.id)
    row.deleted_at = row.deleted_at or utc_now()
    return row
