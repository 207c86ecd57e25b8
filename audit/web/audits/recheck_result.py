"""What a re-check found: the answers, what nobody looked at, each point as it was and as it is."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store
from audit.storage.audits import Audit
from audit.usecases.looking_again import Recheck, gathered


def page(row: Audit) -> ResponseReturnValue:
    """The result of a re-check; one that has not ended is still to be filled in."""
    if row.status != "final":
        return redirect(url_for("audits.recheck", audit_id=row.id))
    shown = gathered(db.session, row)
    return render_template(
        "audits/result/_recheck.html",
        row=row,
        shown=shown,
        missing=photo_store().missing(hashes(shown)),
    )


def hashes(shown: Recheck) -> set[str]:
    """Every photo on the page."""
    answers = {sha for look in shown.looks if look.answer for sha in look.answer.photos}
    both = {sha for point in shown.points for sha in (point.reference, point.photo) if sha}
    return answers | both
