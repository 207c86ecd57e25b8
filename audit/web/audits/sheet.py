"""The rating sheet: shown whole, and stored from a plain form when JavaScript is off."""

from typing import Any
from uuid import UUID

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from audit.domain.document import Conflict
from audit.extensions import db
from audit.web.audits import bp
from audit.web.audits.rows import with_sheet
from audit.web.audits.sheet_conflicts import news
from audit.web.audits.sheet_page import sheet_page
from audit.web.audits.sheet_past import Past, past
from audit.web.audits.sheet_store import Outcome, made_from, store
from audit.web.filters import hour
from audit.web.forms.filling import filling


@bp.route("/audits/<uuid:audit_id>/sheet", methods=["GET", "POST"])
def sheet(audit_id: UUID) -> ResponseReturnValue:
    """Show the rating sheet of a draft; a form that is sent is stored as far as it is valid."""
    row = with_sheet(audit_id)
    if row.status == "final" and request.method == "GET":
        return redirect(f"/audits/{audit_id}")
    left = past(db.session, row.read())
    filled = filling(*made_from(row), [action.id for action in left.open], posted())
    if request.method == "GET":
        return page(Outcome(filled, row.stored_at), left)
    outcome = store(filled)
    if outcome.status != 200:
        return page(outcome, left)
    differs = news(filled.document, outcome.filling.document)
    return redirect(following(audit_id, differs))


def posted() -> CombinedMultiDict[str, Any] | None:
    """Fields and files of a form that was sent."""
    if request.method == "GET":
        return None
    parts: list[Any] = [request.files, request.form]
    return CombinedMultiDict(parts)


def page(outcome: Outcome, left: Past) -> ResponseReturnValue:
    """The sheet with what is stored, what was typed and what is wrong."""
    filled = outcome.filling
    shown = sheet_page(filled.document, outcome.stored_at, left)
    current = shown.current(filled.first_wrong())
    html = render_template(
        "audits/sheet.html",
        page=shown,
        filling=filled,
        current=current,
        notices=outcome.notices,
        stored=hour(shown.stored_at),
        data=msgspec.to_builtins(filled.document),
    )
    return html, outcome.status


def following(audit_id: UUID, differs: Conflict | None) -> str:
    """Where the pressed button leads: a pillar, the summary; to a new conflict ahead of both."""
    wanted = differs.item if differs else request.form.get("to", "")
    if wanted == "summary":
        return f"/audits/{audit_id}/summary"
    return url_for("audits.sheet", audit_id=audit_id, _anchor=wanted or None)
