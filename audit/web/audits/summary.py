"""The summary of a visit: praise, the five actions, the other findings, the remarks."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.storage.audits import Audit
from audit.web.audits import bp
from audit.web.audits.amending import over, store
from audit.web.audits.closing_shell import patterns
from audit.web.audits.closing_words import words
from audit.web.audits.gaps import gap_groups, sentences
from audit.web.audits.rows import saved, with_sheet
from audit.web.forms.summary import Summary


@bp.route("/audits/<uuid:audit_id>/summary", methods=["GET", "POST"])
def summary(audit_id: UUID) -> ResponseReturnValue:
    """Show the summary of a draft; what is sent is stored as far as it is valid."""
    row = with_sheet(audit_id)
    if request.method == "POST":
        return store(row, Summary, page, url_for(following(), audit_id=audit_id))
    if row.status == "final":
        return redirect(url_for("audits.result", audit_id=audit_id))
    return page(over(row, Summary), row)


def following() -> str:
    """The view that the pressed button leads to."""
    return {"owner": "audits.owner", "sheet": "audits.sheet"}.get(
        request.form.get("to", ""), "audits.summary"
    )


def page(form: Summary, row: Audit, notices: Sequence[str] = ()) -> str:
    """The summary as a page."""
    return render_template(
        "audits/summary.html",
        row=row,
        closing=form.closing,
        form=form,
        wrong=form.errors(),
        places=form.places(),
        notices=notices,
        saved=saved(row),
        groups=gap_groups(row.id, form.closing.blocks, form.closing.carried_items),
        words=words(),
        kinds=sentences(),
        patterns=patterns(form.closing.instrument.key),
    )
