"""The next visit of one workshop: move it, or take it along to a calendar."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, writing
from audit.storage import visits, workshops
from audit.usecases import planning
from audit.usecases.printing import plain
from audit.web import ics
from audit.web.filters import day
from audit.web.forms.planning import NextVisitForm
from audit.web.gate import user
from audit.web.workshops import page

bp = Blueprint("visits", __name__, url_prefix="/workshops/<uuid:workshop_id>")


@bp.post("/next-visit")
def plan(workshop_id: UUID) -> ResponseReturnValue:
    """Move the next visit; a date that can't be comes back with its sentence."""
    workshop = workshops.get(db.session, user(), workshop_id)
    form = NextVisitForm()
    if not form.validate():
        return page(workshop, form), 422
    on = form.next_visit_on.data
    with writing() as session:
        planning.plan(session, user(), workshop_id, on)
    flash(
        _("Kunjungan berikutnya: %(day)s.", day=day(on)) if on else _("Rencana kunjungan dihapus.")
    )
    return redirect(url_for("workshops.show", workshop_id=workshop_id))


@bp.get("/visit.ics")
def file(workshop_id: UUID) -> ResponseReturnValue:
    """The planned visit for the calendar of a phone; 404 when none is planned."""
    visit = visits.of_workshop(db.session, user(), workshop_id)
    if visit is None:
        abort(404)
    return ics.answer([visit], f"kunjungan-5r-{plain(visit.workshop)}-{visit.on}.ics")
