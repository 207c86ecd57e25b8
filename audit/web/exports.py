"""Audits and actions to take along: of one audit, of a workshop, of all that one may see."""

import os
from typing import IO
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, make_response, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db
from audit.report.export.tables import NAMES
from audit.storage import exports, workshops
from audit.storage.exports import Chosen
from audit.usecases.exporting import Wish, exported, file_name
from audit.usecases.exporting_apart import BusyError, exported_apart
from audit.web import errors, language
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
    return answer(Chosen(audit=audit_id), ending, row.workshop.name, str(row.audited_on))


@bp.get("/workshops/<uuid:workshop_id>/export.<any(xlsx, csv, json):ending>")
def workshop(workshop_id: UUID, ending: str) -> ResponseReturnValue:
    """The final audits of one workshop, and its actions."""
    found = workshops.get(db.session, user(), workshop_id)
    return answer(Chosen(workshop=workshop_id), ending, found.name)


@bp.get("/export.<any(xlsx, csv, json):ending>")
def every(ending: str) -> ResponseReturnValue:
    """The final audits of every workshop that the user may see, and their actions."""
    wish = wished(ending)
    try:
        file = exported_apart(current_app.config["DATABASE_URL"], exports.open_to(user()), wish)
    except BusyError:
        return busy()
    return sent(file, wish)


def answer(chosen: Chosen, ending: str, *about: str) -> Response:
    """The file of some audits."""
    wish = wished(ending)
    return sent(exported(db.session, chosen, wish), wish, *about)


def wished(ending: str) -> Wish:
    """The file that the address asks for; a CSV holds one table."""
    table = request.args.get("table", NAMES[0])
    if table not in NAMES:
        abort(404)
    return Wish(ending, table, language.chosen())


def sent(file: IO[bytes], wish: Wish, *about: str) -> Response:
    """The file, to be kept by who asked and by nobody on the way."""
    size = os.fstat(file.fileno()).st_size
    name = file_name(wish, *about)
    made = send_file(file, TYPES[wish.ending], as_attachment=True, download_name=name)
    made.content_length = size
    made.headers["Cache-Control"] = "private, no-store"
    return made


def busy() -> Response:
    """503 while another large file is being made."""
    sentence = _("Unduhan lain sedang disiapkan. Tunggu sebentar, lalu coba lagi.")
    refused = make_response(errors.page(503, sentence))
    refused.headers["Retry-After"] = "30"
    return refused
