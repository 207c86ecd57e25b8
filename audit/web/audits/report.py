"""The PDF of one audit."""

from hashlib import sha256
from uuid import UUID

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store
from audit.report.environment import audit_html
from audit.report.page import report_page
from audit.storage.audits import Audit
from audit.usecases.printing import file_name, report_pdf
from audit.usecases.reports import setting_of
from audit.web import language
from audit.web.audits import bp
from audit.web.audits.result import gathered
from audit.web.audits.rows import with_sheet


@bp.get("/audits/<uuid:audit_id>/report.pdf")
def report(audit_id: UUID) -> ResponseReturnValue:
    """Print the audit, unless the browser has the same print already; a draft says DRAF."""
    row = with_sheet(audit_id)
    tag = edition(row)
    if request.if_none_match.contains(tag):
        return pdf(row, b"", tag, 304)
    setting = setting_of(current_app.config, language.chosen())
    return pdf(row, report_pdf(db.session, photo_store(), row, setting), tag)


def edition(row: Audit) -> str:
    """A name for what the PDF would show: all its words and charts, and the photos there are.

    The audits before it and the workshop's own data are printed too, so the
    version alone would not do.
    """
    context = gathered(row)
    missing = photo_store().missing(context.document.photo_hashes())
    parts = [str(row.version), context.language, audit_html(report_page(context)), *sorted(missing)]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def pdf(row: Audit, data: bytes, tag: str, status: int = 200) -> Response:
    """The answer: shown in the browser, kept by it alone, and asked for anew each time."""
    answer = Response(data, status, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name(row)}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(tag)
    return answer
