"""The result of one audit: what the report prints, on screen, with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from audit.domain.ranking import chosen
from audit.domain.scoring import scorecard
from audit.extensions import db, photo_store
from audit.report.actions import ActionRow, action_row, action_text
from audit.report.inputs import ReportInput
from audit.report.page import report_page
from audit.report.words import words
from audit.storage import actions, audits
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.usecases.reports import report_input, setting_of
from audit.web import language
from audit.web.audits import bp
from audit.web.gate import user


@dataclass(frozen=True)
class Agreed:
    """One of the five actions as agreed that day, and where it stands today."""

    row: ActionRow
    text: str
    due_on: date | None
    now: Action | None


@bp.get("/audits/<uuid:audit_id>")
def result(audit_id: UUID) -> ResponseReturnValue:
    """The whole result of an audit; a draft shows what is rated so far."""
    row = readable(audit_id)
    context = gathered(row)
    hashes = context.document.photo_hashes() if context.photos_missing else ()
    return render_template(
        "audits/result.html",
        audit=row,
        document=context.document,
        context=context,
        page=report_page(context),
        card=scorecard(context.instrument, context.document.scores),
        agreed=agreed(context, actions.of_audit(db.session, audit_id)),
        missing=photo_store().missing(hashes),
    )


def readable(audit_id: UUID) -> Audit:
    """An audit that this user may read and that is still there."""
    row = audits.get(db.session, user(), audit_id)
    if row.deleted_at is not None:
        abort(410)
    return row


def gathered(row: Audit) -> ReportInput:
    """What page and PDF of an audit show, in the language of the request."""
    setting = setting_of(current_app.config, language.chosen())
    return report_input(db.session, photo_store(), row, setting)


def agreed(context: ReportInput, rows: Sequence[Action]) -> list[Agreed]:
    """The chosen actions in full, each with its row; a draft has no rows yet."""
    document, instrument = context.document, context.instrument
    said, now = words(context.language), {row.id: row for row in rows}
    return [
        Agreed(
            row, action_text(said, finding, instrument), finding.action.due_on, now.get(finding.id)
        )
        for finding in chosen(document.findings, document.scores, instrument)
        for row in [action_row(said, finding, instrument, document.audited_on.year)]
    ]
