"""The audit that an address names, for whoever may see it."""

from uuid import UUID

from flask import abort
from flask_babel import format_datetime, to_user_timezone
from flask_babel import gettext as _

from audit.extensions import db
from audit.storage import audits
from audit.storage.audits import Audit
from audit.web import clock
from audit.web.gate import user


def present(audit_id: UUID) -> Audit:
    """An audit that is there; 410 for one that was deleted.

    :raise NoSuchAuditError: unknown, or not this user's
    """
    row = audits.get(db.session, user(), audit_id)
    if row.deleted_at is not None:
        abort(410)
    return row


def saved(row: Audit) -> str:
    """Since when everything is stored, for the bar of truth; the date only on another day."""
    today = to_user_timezone(row.stored_at).date() == clock.today()
    at = format_datetime(row.stored_at, "HH.mm" if today else "d MMM y, HH.mm")
    return str(_("Tersimpan %(at)s", at=at))
