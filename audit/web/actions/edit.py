"""Change the plan of an action while it is live; the audit keeps what was agreed."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, writing
from audit.storage import actions, audits
from audit.storage.base import utc_now
from audit.usecases.acting import Taker
from audit.usecases.errors import MovedError, RefusedStepError
from audit.usecases.replanning import edition, replan
from audit.web.actions import bp
from audit.web.forms.plan import PlanForm, plan_form
from audit.web.gate import user


@bp.route("/<uuid:action_id>/edit", methods=["GET", "POST"])
def edit(action_id: UUID) -> ResponseReturnValue:
    """The form of the plan; a plan that was stored leads back to the action."""
    action = actions.get(db.session, user(), action_id)
    audit = audits.get(db.session, user(), action.audit_id)
    form = plan_form(action, audit.audited_on)
    if not form.is_submitted() and not action.live:
        return redirect(url_for(".show", action_id=action_id))
    refusal, status = "", 200
    if form.is_submitted():
        refusal, status = store(action_id, form) if form.validate() else ("", 422)
        if not status:
            flash(_("Rencana tindakan tersimpan."))
            return redirect(url_for(".show", action_id=action_id))
    names = actions.pics(db.session, action.workshop_id)
    context = {"action": action, "audit": audit, "form": form, "pics": names, "refusal": refusal}
    return render_template("actions/edit.html", **context), status


def store(action_id: UUID, form: PlanForm) -> tuple[str, int]:
    """Store the plan; what to say and the status when it was not stored, or no status."""
    try:
        with writing() as session:
            who, seen = Taker(user=user()), form.seen.data or ""
            replan(session, action_id, form.plan(), who, seen=seen, at=utc_now())
    except MovedError:
        db.session.rollback()
        form.seen.data = edition(actions.get(db.session, user(), action_id))
        return _("Tindakan ini berubah sejak halaman dibuka. Periksa, lalu simpan lagi."), 409
    except RefusedStepError:
        return _("Tindakan ini sudah berakhir. Buka lagi dulu, lalu ubah rencananya."), 409
    return "", 0
