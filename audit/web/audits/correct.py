"""Correct a final audit: a reason, other answers, other agreements, one more revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.document import Document
from audit.domain.instrument import Pillar
from audit.extensions import db, photo_store, writing
from audit.storage.audits import Audit
from audit.usecases.closing import Closing, closing
from audit.usecases.correcting import correct as store_correction
from audit.usecases.correcting import corrected, with_findings
from audit.usecases.errors import BlockedError, InvalidError, StaleError, UnknownBaseError
from audit.web import clock, faults
from audit.web.audits import bp
from audit.web.audits.gaps import gap_groups
from audit.web.audits.rows import with_sheet
from audit.web.forms.correction import CorrectionForm, answers_form
from audit.web.forms.sheet import Sheet
from audit.web.forms.summary import Summary
from audit.web.gate import user


@dataclass
class Correction:
    """The forms of one correction, and the document that they ask for."""

    document: Document
    reason: CorrectionForm
    answers: Sheet
    summary: Summary

    def valid(self) -> bool:
        """Check every field."""
        checks = (self.reason.validate(), self.answers.validate(), self.summary.validate())
        return all(checks)

    def touches(self, pillar: Pillar) -> bool:
        """Whether something is wrong, missing or new in a pillar, so that it opens."""
        named = {missing.item for missing in self.summary.closing.blocks}
        named |= {name.split("-")[1] for name in self.errors() if name.startswith("answers-")}
        return any(item.code in named for item in pillar.items)

    def errors(self) -> dict[str, str]:
        """What is wrong, by the name of its field."""
        own = {
            field.name: str(field.errors[0])
            for form in (self.reason, self.answers)
            for field in form
            if field.errors
        }
        return own | self.summary.errors()

    def places(self) -> dict[str, str]:
        """What each field is called in a list of faults."""
        answers = {f.name: f.name.split("-")[1] for f in self.answers if "-" in f.name}
        return answers | {"reason": str(self.reason.reason.label.text)} | self.summary.places()


@bp.route("/audits/<uuid:audit_id>/correct", methods=["GET", "POST"])
def correct(audit_id: UUID) -> ResponseReturnValue:
    """Show a final audit as a form; what is sent becomes the next revision."""
    row = with_sheet(audit_id)
    if row.status != "final":
        return redirect(url_for("audits.sheet", audit_id=audit_id))
    if request.method == "GET":
        return page(row, unchanged(row))
    correction = asked(row)
    return store(row, correction) if correction.valid() else refused(row, correction)


def unchanged(row: Audit) -> Correction:
    """The forms as the audit stands."""
    document = row.read()
    summary = Summary(state(row, document), row.version)
    return Correction(document, CorrectionForm(None), answers_form(document), summary)


def asked(row: Audit) -> Correction:
    """The forms with what was posted, over the findings that the new answers bring."""
    stored = row.read()
    reason, answers = CorrectionForm(request.form), answers_form(stored, request.form)
    answers.validate()
    rated = with_findings(db.session, answers.into(stored))
    summary = Summary(state(row, rated), row.version, request.form)
    summary.validate()
    document = corrected(stored, rated, summary.posted(), reason.reason.data)
    summary.closing = state(row, document)
    return Correction(document, reason, answers, summary)


def state(row: Audit, document: Document) -> Closing:
    """What the page shows of a state of the audit."""
    return closing(db.session, photo_store(), row, document)


def store(row: Audit, correction: Correction) -> ResponseReturnValue:
    """Store the next revision, or say what keeps it; nothing that was typed is lost."""
    version = correction.summary.main.version.data or row.version
    try:
        with writing() as session:
            store_correction(
                session,
                user(),
                correction.document,
                version,
                today=clock.today(),
                device=request.user_agent.string,
            )
    except BlockedError:
        return refused(row, correction, _("Koreksi belum lengkap. Lengkapi yang disebut di bawah."))
    except (StaleError, UnknownBaseError):
        changed = _("Audit ini berubah sejak halaman dibuka. Periksa lagi, lalu simpan.")
        return refused(row, correction, changed)
    except InvalidError as error:
        return refused(row, correction, *(faults.sentence(fault) for fault in error.faults))
    return redirect(url_for("audits.result", audit_id=row.id))


def refused(row: Audit, correction: Correction, *notices: str) -> ResponseReturnValue:
    """The page again, over the newest version, with everything that was typed."""
    version = correction.summary.main.version
    version.data, version.raw_data = row.version, None
    return page(row, correction, notices), 422


def page(row: Audit, correction: Correction, notices: Sequence[str] = ()) -> str:
    """The correction as a page."""
    now = correction.summary.closing
    return render_template(
        "audits/correct.html",
        row=row,
        closing=now,
        correction=correction,
        form=correction.summary,
        wrong=correction.errors(),
        places=correction.places(),
        notices=notices,
        groups=gap_groups(row.id, now.blocks, now.carried_items, "correct"),
    )
