"""The PDF of one audit, and the same with its photos inside, to keep."""

from uuid import UUID

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store
from audit.storage.audits import Audit
from audit.usecases.printing import archived, file_name, report_job
from audit.usecases.reports import setting_of
from audit.web import language, prints
from audit.web.audits import bp
from audit.web.audits.rows import with_sheet


@bp.get("/audits/<uuid:audit_id>/report.pdf")
def report(audit_id: UUID) -> ResponseReturnValue:
    """Print the audit; a draft says DRAF."""
    return printed(with_sheet(audit_id))


@bp.get("/audits/<uuid:audit_id>/archive.pdf")
def archive(audit_id: UUID) -> ResponseReturnValue:
    """The report that carries the stored photos as well as the document."""
    row = with_sheet(audit_id)
    setting = setting_of(current_app.config, language.chosen())
    job = report_job(db.session, photo_store(), row, setting)
    return prints.answer(archived(job, photo_store()), file_name(row, "arsip"))


def printed(row: Audit) -> Response:
    """The print of an audit, or 304 where the browser has it."""
    setting = setting_of(current_app.config, language.chosen())
    return prints.answer(report_job(db.session, photo_store(), row, setting), file_name(row))
