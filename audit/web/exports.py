"""Audits and actions to take along: of one audit, of a workshop, of all that one may see."""

import os
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from audit.extensions import db
from audit.report.export.tables import NAMES
from audit.storage import exports, workshops
from audit.storage.exports import Chosen
from audit.usecases.exporting import Wish, exported, file_name
from audit.web import language
from audit.web.audits.rows import present
from audit.web.gate import user

bp = Blueprint("exports", __name__)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


@bp.get("/audits/<uuid:audit_id>/export.<any(xlsx, csv, json):ending>")
def audit(audit_id: UUID, ending: str) -> ResponseReturnValue:
    """One audit, a draft too."""
    row = present(audit_id)
    return answer(exports.one_audit(audit_id), ending, row.workshop.name, str(row.audited_on))


@bp.get("/workshops/<uuid:workshop_id>/export.<any(xlsx, csv, json):ending>")
def workshop(workshop_id: UUID, ending: str) -> ResponseReturnValue:
    """The final audits of one workshop, and its actions."""
    found = workshops.get(db.session, user(), workshop_id)
    return answer(exports.of_workshop(workshop_id), ending, found.name)


@bp.get("/export.<any(xlsx, csv, json):ending>")
def every(ending: str) -> ResponseReturnValue:
    """The final audits of every workshop that the user may see, and their actions."""
    return answer(exports.open_to(user()), ending)


def answer(chosen: Chosen, ending: str, *about: str) -> Response:
    """The file, to be kept; a CSV holds the table that the address asks for."""
    table = request.args.get("table", NAMES[0])
    if table not in NAMES:
        abort(404)
    wish = Wish(ending, table, language.chosen())
    file = exported(db.session, chosen, wish)
    size = os.fstat(file.fileno()).st_size
    made = send_file(file, TYPES[ending], as_attachment=True, download_name=file_name(wish, *about))
    made.content_length = size
    made.headers["Cache-Control"] = "private, no-store"
    return made
