"""The result of one audit: what the report prints, on screen, with what became of it."""

from uuid import UUID

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from audit.domain.scoring import scorecard
from audit.extensions import db, photo_store
from audit.report.inputs import ReportInput
from audit.report.page import report_page
from audit.storage.audits import Audit
from audit.usecases.agreements import agreements
from audit.usecases.reports import report_input, setting_of
from audit.web import language
from audit.web.audits import bp, recheck_result
from audit.web.audits.rows import present


@bp.get("/audits/<uuid:audit_id>")
def result(audit_id: UUID) -> ResponseReturnValue:
    """The whole result of an audit; a draft shows what is rated so far."""
    row = present(audit_id)
    if row.type == "recheck":
        return recheck_result.page(row)
    context = gathered(row)
    hashes = {sha for action in context.carried for sha in action.before}
    hashes |= context.document.photo_hashes() if context.photos_missing else frozenset()
    return render_template(
        "audits/result.html",
        audit=row,
        context=context,
        document=context.document,
        page=report_page(context),
        card=scorecard(context.instrument, context.document.scores),
        agreed=agreements(db.session, context),
        missing=photo_store().missing(hashes),
    )


def gathered(row: Audit) -> ReportInput:
    """What page and PDF of an audit show, in the language of the request."""
    setting = setting_of(current_app.config, language.chosen())
    return report_input(db.session, photo_store(), row, setting)
