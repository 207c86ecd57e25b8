"""The first step of a re-check: when and with whom."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audit.extensions import db, writing
from audit.storage import workshops
from audit.storage.results import of_workshop
from audit.usecases import rechecks
from audit.usecases.results import results
from audit.web import clock
from audit.web.audits import bp
from audit.web.forms.visit import VisitForm
from audit.web.gate import user


@bp.route("/workshops/<uuid:workshop_id>/rechecks/new", methods=["GET", "POST"])
def new_recheck(workshop_id: UUID) -> ResponseReturnValue:
    """Ask what a re-check begins with, after offering one to go on with."""
    workshop = workshops.get(db.session, user(), workshop_id)
    lines = of_workshop(db.session, workshop_id)
    drafts = [line for line in lines if not line.final and line.recheck]
    form = VisitForm()
    form.offer(workshop, [draft.id for draft in drafts])
    if form.validate_on_submit():
        with writing() as session:
            begun = rechecks.begin(session, user(), workshop_id, form.visit(), clock.today())
        return redirect(url_for(".recheck", audit_id=begun))
    return render_template(
        "audits/new_recheck.html", workshop=workshop, form=form, drafts=results(drafts)
    )
