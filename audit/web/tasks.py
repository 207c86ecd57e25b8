"""Task sheets of a workshop: what each person has to do, to print and hand out."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, photo_store
from audit.storage import actions, workshops
from audit.usecases import task_sheets
from audit.usecases.reports import setting_of
from audit.web import clock, language, prints
from audit.web.gate import user

bp = Blueprint("tasks", __name__, url_prefix="/workshops/<uuid:workshop_id>")


@bp.get("/tasks.pdf")
def pdf(workshop_id: UUID) -> ResponseReturnValue:
    """A page for each PIC; where nothing is left to do, the page of the workshop says so."""
    workshop = workshops.get(db.session, user(), workshop_id)
    rows = actions.live(db.session, workshop_id)
    if not rows:
        flash(_("Tidak ada tindakan terbuka untuk dicetak."))
        return redirect(url_for("workshops.show", workshop_id=workshop_id))
    today = clock.today()
    setting = setting_of(current_app.config, language.chosen())
    job = task_sheets.tasks_job(db.session, photo_store(), workshop, rows, today, setting)
    return prints.answer(job, task_sheets.file_name(workshop, today))
