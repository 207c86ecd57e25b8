"""The audit that an address names, for whoever may see it."""

from uuid import UUID

from flask import abort

from audit.extensions import db
from audit.storage import audits
from audit.storage.audits import Audit
from audit.web.gate import user


def present(audit_id: UUID) -> Audit:
    """An audit that is there; 410 for one that was deleted.

    :raise NoSuchAuditError: unknown, or not this user's
    """
    row = audits.get(db.session, user(), audit_id)
    if row.deleted_at is not None:
        abort(410)
    return row
