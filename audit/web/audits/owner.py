"""The owner screen: the tablet turned round, for the owner to pick who and until when."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.storage.audits import Audit
from audit.web.audits import bp
from audit.web.audits.amending import over, store
from audit.web.audits.closing_shell import pick_patterns
from audit.web.audits.closing_words import words
from audit.web.audits.gaps import sentences
from audit.web.audits.rows import saved, with_sheet
from audit.web.forms.owner import Owner, quick_names, terms


@bp.route("/audits/<uuid:audit_id>/owner", methods=["GET", "POST"])
def owner(audit_id: UUID) -> ResponseReturnValue:
    """Show what the owner hears and picks; what is sent is stored as far as it is valid."""
    row = with_sheet(audit_id)
    if request.method == "POST":
        return store(row, Owner, page, following(audit_id))
    if row.status == "final":
        return redirect(url_for("audits.result", audit_id=audit_id))
    return page(over(row, Owner), row)


def following(audit_id: UUID) -> str:
    """Where the pressed button leads to: the owner signs first, or goes on picking."""
    if request.form.get("to"):
        return url_for("audits.sign", audit_id=audit_id, _anchor="sign-owner")
    return url_for("audits.owner", audit_id=audit_id)


def page(form: Owner, row: Audit, notices: Sequence[str] = ()) -> str:
    """The owner screen as a page."""
    return render_template(
        "audits/owner.html",
        row=row,
        closing=form.closing,
        form=form,
        names=quick_names(form.closing),
        terms=terms(form.closing.document.audited_on),
        wrong=form.errors(),
        places=form.places(),
        notices=notices,
        saved=saved(row),
        words=words(),
        kinds=sentences(),
        patterns=pick_patterns(form.closing.instrument.key),
    )
