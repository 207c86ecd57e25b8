"""The first step of a visit: when, whom and where."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audit.extensions import db, writing
from audit.instruments import published
from audit.storage import workshops
from audit.storage.results import of_workshop
from audit.usecases import visits
from audit.usecases.results import results
from audit.web import clock
from audit.web.audits import bp
from audit.web.forms.visit import VisitForm
from audit.web.gate import user


@bp.route("/workshops/<uuid:workshop_id>/audits/new", methods=["GET", "POST"])
def new(workshop_id: UUID) -> ResponseReturnValue:
    """Ask what a visit begins with, after offering drafts to go on with."""
    workshop = workshops.get(db.session, user(), workshop_id)
    lines = of_workshop(db.session, workshop_id)
    drafts = [line for line in lines if not line.final and not line.recheck]
    form = VisitForm()
    form.offer(workshop, [draft.id for draft in drafts])
    if form.validate_on_submit():
        with writing() as session:
            begun = visits.begin(session, user(), workshop_id, form.visit(), clock.today())
        return redirect(url_for(".sheet", audit_id=begun))
    return render_template(
        "audits/new.html",
        workshop=workshop,
        form=form,
        drafts=results(drafts),
        instrument=published()[-1],
    )
