"""Signatures: each is kept as soon as it is given, under a final audit too."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from audit.extensions import db, photo_store, writing
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.storage.photos import NoSuchPhotoError
from audit.storage.pictures import PictureError
from audit.usecases import signing
from audit.usecases.closing import closing
from audit.usecases.errors import FinalError
from audit.usecases.photos import hand_in
from audit.usecases.signing import Signed, Signer
from audit.web import clock
from audit.web.audits import bp
from audit.web.audits.closing_words import signers, words
from audit.web.audits.gaps import allowed_sentences, gap_groups, sentences
from audit.web.audits.photos import sentence
from audit.web.audits.rows import present, saved, with_sheet
from audit.web.forms.signature import SIGNERS, SignatureForm, signature_form
from audit.web.gate import user

Forms = Mapping[str, SignatureForm]


@bp.route("/audits/<uuid:audit_id>/sign", methods=["GET", "POST"])
def sign(audit_id: UUID) -> ResponseReturnValue:
    """What the owner hears, the three signatures, and the way to finish."""
    row = with_sheet(audit_id)
    if request.method == "GET":
        return page(row)
    signer = next((s for s in SIGNERS if s == request.form.get("signer")), None)
    if signer is None:
        abort(400)
    form = signature_form(signer, "", CombinedMultiDict([request.files, request.form]))
    keep(form)
    signed = form.validate() and not form.refusal and store(row, signer, form)
    return answer(present(audit_id), signer, form, bool(signed))


def keep(form: SignatureForm) -> None:
    """Keep the picture at once, whatever else is wrong; say what is wrong with it."""
    try:
        if data := form.data_of_picture():
            sha256 = signing.keep_signature(photo_store(), data)
            with writing() as session:
                form.kept.data = hand_in(session, user(), sha256)
        elif form.kept.data:
            signing.kept(db.session, user(), form.kept.data)
    except PictureError as error:
        form.refusal = sentence(error.code)
    except NoSuchPhotoError:
        form.kept.data = ""


def store(row: Audit, signer: Signer, form: SignatureForm) -> bool:
    """Put the signature under the audit; a final one takes it only where there was none."""
    signed = Signed(signer, form.name.data, form.kept.data, utc_now().replace(microsecond=0))
    try:
        with writing() as session:
            device = request.user_agent.string
            signing.sign(session, user(), row.id, signed, today=clock.today(), device=device)
    except FinalError:
        form.refusal = _("Tanda tangan ini sudah ada. Audit yang final tidak berubah lagi.")
        return False
    db.session.rollback()  # the transaction that reads began before this was stored
    return True


def answer(row: Audit, signer: Signer, form: SignatureForm, signed: bool) -> ResponseReturnValue:
    """The page again: at the signature, or with what is wrong with it."""
    if signed:
        return redirect(url_for("audits.sign", audit_id=row.id, _anchor=f"sign-{signer}"))
    return page(row, {signer: form}), 422


def page(row: Audit, typed: Forms | None = None, notices: Sequence[str] = ()) -> str:
    """The page of signatures, with what was typed and refused."""
    return render_template("audits/sign.html", notices=notices, **shown(row, typed or {}))


def shown(row: Audit, typed: Forms) -> dict[str, object]:
    """What the page shows."""
    document = row.read()
    state = closing(db.session, photo_store(), row, document)
    names = {"mentor": document.mentor.name, "owner": state.owner_name, "acknowledged": ""}
    return {
        "row": row,
        "closing": state,
        "signers": signers(),
        "forms": {s: typed.get(s) or signature_form(s, names[s]) for s in SIGNERS},
        "groups": gap_groups(row.id, state.blocks, state.carried_items),
        "allowed": allowed_sentences(state.allowed, len(state.photos_missing)),
        "saved": saved(row),
        "words": words(),
        "kinds": sentences(),
    }
