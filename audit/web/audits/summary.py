"""The summary of a visit: praise, the five actions, the other findings, the remarks."""

from collections.abc import Sequence
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, photo_store, writing
from audit.storage.audits import Audit
from audit.usecases.amending import amend, shown
from audit.usecases.closing import closing
from audit.usecases.errors import DeletedError, FinalError, InvalidError
from audit.web import clock, faults
from audit.web.audits import bp
from audit.web.audits.closing_shell import patterns
from audit.web.audits.closing_words import words
from audit.web.audits.gaps import gap_groups, sentences
from audit.web.audits.rows import saved, with_sheet
from audit.web.forms.summary import Summary
from audit.web.gate import user


@bp.route("/audits/<uuid:audit_id>/summary", methods=["GET", "POST"])
def summary(audit_id: UUID) -> ResponseReturnValue:
    """Show the summary of a draft; what is sent is stored as far as it is valid."""
    row = with_sheet(audit_id)
    if row.status == "final" and request.method == "GET":
        return redirect(url_for("audits.result", audit_id=audit_id))
    return page(over(row), row) if request.method == "GET" else store(row)


def over(row: Audit) -> Summary:
    """The forms over the newest version, with what was posted if anything was."""
    document = row.read()
    state = closing(db.session, photo_store(), row, document)
    if request.method == "GET":
        return Summary(state, row.version)
    seen = shown(db.session, row, request.form.get("version", type=int))
    there = {finding.id for finding in document.findings}
    gone = [finding for finding in seen.findings if finding.id not in there]
    return Summary(state, row.version, request.form, gone)


def store(row: Audit) -> ResponseReturnValue:
    """Store what is valid of a posted summary; give back the rest with its sentences."""
    form = over(row)
    form.validate()
    try:
        stored = amended(row, form)
    except InvalidError as error:
        return answer(form, row, [faults.sentence(fault) for fault in error.faults])
    except FinalError:
        said = _("Audit ini sudah final, isian belum tersimpan. Salin yang perlu lewat Koreksi.")
        return answer(form, row, [said])
    except DeletedError:
        abort(410)
    state = closing(db.session, photo_store(), stored, stored.read())
    fresh = Summary(state, stored.version)
    fresh.give_back(form.wrong())
    return answer(fresh, stored)


def amended(row: Audit, form: Summary) -> Audit:
    """The row after the fields that are valid were stored."""
    with writing() as session:
        stored, both = amend(
            session,
            user(),
            row.id,
            form.main.version.data,
            form.posted(),
            today=clock.today(),
            device=request.user_agent.string,
        )
    form.refuse(
        both, _("Isian ini baru diubah di tempat lain. Simpan lagi untuk memakai yang ini.")
    )
    return stored


def answer(form: Summary, row: Audit, notices: Sequence[str] = ()) -> ResponseReturnValue:
    """Go on when all was stored, else show the page again."""
    if form.errors() or notices:
        return page(form, row, notices), 422
    return redirect(url_for(following(), audit_id=row.id))


def following() -> str:
    """The view that the pressed button leads to."""
    return {"sign": "audits.sign", "sheet": "audits.sheet"}.get(
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
