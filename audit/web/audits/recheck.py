"""A re-check: every open action and every photo point on one page, stored as far as it is valid."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from audit.domain.finalising import Missing
from audit.domain.rechecks import values
from audit.extensions import db, photo_store, writing
from audit.storage.audits import Audit
from audit.storage.pictures import PictureError
from audit.usecases import rechecks
from audit.usecases.errors import BlockedError, DeletedError, FinalError, InvalidError
from audit.usecases.looking_again import Recheck, gathered
from audit.web import clock, faults
from audit.web.audits import bp
from audit.web.audits.photos import keep_file, sentence
from audit.web.audits.recheck_result import hashes
from audit.web.audits.rows import present, saved
from audit.web.forms.carried import name
from audit.web.forms.recheck import RecheckForm, point_name, recheck_for
from audit.web.gate import user


@bp.route("/audits/<uuid:audit_id>/recheck", methods=["GET", "POST"])
def recheck(audit_id: UUID) -> ResponseReturnValue:
    """Show a re-check to fill in; what is sent is stored, and ended if that was pressed."""
    row = present(audit_id)
    if row.type != "recheck" or (row.status == "final" and request.method == "GET"):
        return redirect(url_for("audits.result", audit_id=audit_id))
    if request.method == "GET":
        shown = gathered(db.session, row)
        return page(row, shown, form_of(shown, row.version))
    return store(row)


def form_of(shown: Recheck, version: int) -> RecheckForm:
    """The form over what is stored."""
    form: RecheckForm = grown(shown)(None, data=values(shown.document))
    form.version.data = version
    return form


def grown(shown: Recheck) -> type[RecheckForm]:
    """The class of the form for what a re-check looks at."""
    return recheck_for([look.action.id for look in shown.looks], [p.id for p in shown.points])


def store(row: Audit) -> ResponseReturnValue:
    """Store what is valid of a posted page, then end the re-check or show it again."""
    shown = gathered(db.session, row)
    posted: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    form: RecheckForm = grown(shown)(posted)
    form.validate()
    points = keep_photos(form)
    device = request.user_agent.string
    try:
        with writing() as session:
            both = rechecks.answer(
                session,
                user(),
                row.id,
                form.version.data,
                form.given(points),
                today=clock.today(),
                device=device,
            )
    except InvalidError as error:
        return again(row.id, form, [faults.sentence(fault) for fault in error.faults])
    except FinalError:
        said = _("Cek ulang ini sudah diakhiri, isian terakhir belum tersimpan.")
        return again(row.id, form, [said], 409)
    except DeletedError:
        abort(410)
    for field in both:
        form[field].errors = [
            _("Isian ini baru diubah di tempat lain. Simpan lagi untuk memakai yang ini.")
        ]
    lost = without_place(form.left_out(posted))
    if form.wrong() or lost:
        return again(row.id, form, lost)
    return finished(row.id, form) if request.form.get("to") == "end" else stored(row.id)


def without_place(left: Mapping[str, Any]) -> list[str]:
    """Said where an action or a point went away since the page was opened; notes are given back."""
    if not left:
        return []
    gone = _(
        "Sebagian isian tidak disimpan: tindakannya sudah ditutup, atau titik fotonya sudah "
        "dihapus, sejak halaman ini dibuka."
    )
    notes = [value.strip() for name, value in left.items() if name.endswith("-note")]
    return [" ".join([gone, *(f"“{note}”" for note in notes if note)])]


def keep_photos(form: RecheckForm) -> dict[UUID, str]:
    """Keep every picture that came with the form; gives those of points, by point."""
    for action, files in form.files():
        for file in files:
            try:
                form.part(action, "added").data.append(keep_file(file))
            except PictureError as error:
                refuse(form, name(action, "photos"), file.filename, error.code)
    points: dict[UUID, str] = {}
    for point in form.points:
        if file := form.point(point).data:
            try:
                points[point] = keep_file(file)
            except PictureError as error:
                refuse(form, point_name(point), file.filename, error.code)
    return points


def refuse(form: RecheckForm, field: str, file: str | None, code: str) -> None:
    """Say what is wrong with a picture, at its field."""
    form[field].errors = [*form[field].errors, f"{file}: {sentence(code)}"]


def stored(audit_id: UUID) -> ResponseReturnValue:
    """The page again, with what was stored."""
    flash(_("Tersimpan."))
    return redirect(url_for("audits.recheck", audit_id=audit_id))


def finished(audit_id: UUID, form: RecheckForm) -> ResponseReturnValue:
    """The result of the re-check, or the page with what it still lacks."""
    try:
        with writing() as session:
            device = request.user_agent.string
            rechecks.end(session, user(), audit_id, today=clock.today(), device=device)
    except BlockedError as error:
        return again(audit_id, form, lacking(error.missing, form))
    except DeletedError:
        abort(410)
    return redirect(url_for("audits.result", audit_id=audit_id))


def lacking(missing: Sequence[Missing], form: RecheckForm) -> list[str]:
    """What keeps the re-check from its end; each answer without proof gets a sentence too."""
    for one in missing:
        if one.action and name(one.action, "note") in form:
            form[name(one.action, "note")].errors = [_("Tambahkan catatan atau foto.")]
    told = {
        "nothing_seen": _("Belum ada tindakan atau titik foto yang dilihat."),
        "carried_proof": _(
            "Jawaban selesai dan sebagian perlu catatan atau foto. Lengkapi yang bertanda."
        ),
        "conflict": _("Ada jawaban berbeda dari dua tempat. Periksa, lalu simpan."),
    }
    return [sentence for kind, sentence in told.items() if kind in {one.kind for one in missing}]


def again(
    audit_id: UUID, form: RecheckForm, notices: Sequence[str] = (), status: int = 422
) -> ResponseReturnValue:
    """The page over what is stored by now, with what is wrong and the texts it is about."""
    db.session.rollback()  # the transaction that reads began before this was stored
    row = present(audit_id)
    shown = gathered(db.session, row)
    fresh = form_of(shown, row.version)
    fresh.give_back(form, values_of_photos(shown))
    return page(row, shown, fresh, notices), status


def values_of_photos(shown: Recheck) -> dict[UUID, Sequence[str]]:
    """The stored photos of each action."""
    return {look.action.id: look.answer.photos for look in shown.looks if look.answer}


def page(row: Audit, shown: Recheck, form: RecheckForm, notices: Sequence[str] = ()) -> str:
    """The page of a re-check."""
    return render_template(
        "audits/recheck.html",
        row=row,
        shown=shown,
        form=form,
        notices=notices,
        saved=saved(row),
        missing=photo_store().missing(hashes(shown)),
    )
