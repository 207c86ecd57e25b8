"""Delete a draft, after saying what goes with it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.scoring import scorecard
from audit.extensions import writing
from audit.instruments import load
from audit.usecases import deleting
from audit.usecases.errors import FinalError
from audit.web.audits import bp
from audit.web.audits.rows import present
from audit.web.gate import user


@bp.route("/audits/<uuid:audit_id>/delete", methods=["GET", "POST"])
def delete(audit_id: UUID) -> ResponseReturnValue:
    """Ask once, then take the draft away; a final audit stays."""
    row = present(audit_id)
    document = row.read()
    if request.method == "GET":
        card = scorecard(load(document.instrument), document.scores)
        return render_template("audits/delete.html", row=row, document=document, card=card)
    try:
        with writing() as session:
            deleting.delete(session, user(), audit_id)
    except FinalError:
        return redirect(url_for("audits.result", audit_id=audit_id))
    flash(_("Cek ulang sudah dihapus.") if row.type == "recheck" else _("Draf sudah dihapus."))
    return redirect(url_for("workshops.show", workshop_id=row.workshop_id))
