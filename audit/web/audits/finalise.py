"""Finish an audit, or say all that it still lacks."""

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, writing
from audit.usecases import finalising
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    InvalidError,
    StaleError,
    UnknownBaseError,
)
from audit.web import clock, faults
from audit.web.audits import bp
from audit.web.audits.rows import present, with_sheet
from audit.web.audits.sign import page
from audit.web.gate import user


@bp.post("/audits/<uuid:audit_id>/finalise")
def finalise(audit_id: UUID) -> ResponseReturnValue:
    """Lock a complete audit and show its result; else say what keeps it."""
    with_sheet(audit_id)
    version = request.form.get("version", 0, type=int)
    try:
        with writing() as session:
            device = request.user_agent.string
            finalising.finalise(
                session, user(), audit_id, version, today=clock.today(), device=device
            )
    except BlockedError:
        return refused(audit_id, _("Audit belum dapat difinalkan. Lengkapi yang disebut di bawah."))
    except (StaleError, UnknownBaseError):
        changed = _("Audit ini berubah sejak halaman dibuka. Periksa lagi, lalu finalkan.")
        return refused(audit_id, changed, status=409)
    except InvalidError as error:
        return refused(audit_id, *(faults.sentence(fault) for fault in error.faults))
    except DeletedError:
        abort(410)
    return redirect(url_for("audits.result", audit_id=audit_id))


def refused(audit_id: UUID, *notices: str, status: int = 422) -> ResponseReturnValue:
    """The page of signatures, with why the audit is not final yet."""
    db.session.rollback()  # the transaction that reads began before this was stored
    return page(present(audit_id), notices=notices), status
