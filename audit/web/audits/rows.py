"""The audit that an address names, for whoever may see it."""

from uuid import UUID

from flask import abort, redirect, url_for
from flask_babel import to_user_timezone

from audit.extensions import db
from audit.storage import audits
from audit.storage.audits import Audit
from audit.web import clock
from audit.web.filters import clock as full_time
from audit.web.filters import hour
from audit.web.gate import user


def present(audit_id: UUID) -> Audit:
    """An audit that is there; 410 for one that was deleted.

    :raise NoSuchAuditError: unknown, or not this user's
    """
    row = audits.get(db.session, user(), audit_id)
    if row.deleted_at is not None:
        abort(410)
    return row


def with_sheet(audit_id: UUID) -> Audit:
    """An audit that has a sheet; a re-check leads to its own page instead.

    :raise NoSuchAuditError: unknown, or not this user's
    """
    row = present(audit_id)
    if row.type == "recheck":
        abort(redirect(url_for("audits.recheck", audit_id=audit_id)))
    return row


def saved(row: Audit) -> str:
    """When everything was stored, for the saved state; the date only on another day."""
    today = to_user_timezone(row.stored_at).date() == clock.today()
    return hour(row.stored_at) if today else full_time(row.stored_at)
