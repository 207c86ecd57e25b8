"""The owner says that an action is begun or done, with a note or a photo."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, photo_store, writing
from audit.storage import uploads
from audit.storage.pictures import PictureError
from audit.storage.shares import Share
from audit.usecases import owner_link
from audit.usecases.acting import Step
from audit.usecases.errors import MovedError, RefusedStepError
from audit.usecases.photos import keep
from audit.web import clock
from audit.web.audits.photos import sentence
from audit.web.forms.mark import MarkForm
from audit.web.owner_link import bp
from audit.web.owner_link.misses import opened
from audit.web.owner_link.show import page


@bp.post("/<token>/actions/<uuid:action_id>")
def mark(token: str, action_id: UUID) -> ResponseReturnValue:
    """Store the mark and show the page; a refused one comes back as it was filled in."""
    share = opened(token)
    form = MarkForm(action_id)
    keep_photo(form, share)
    status = 422 if form.refusals() else store(token, form)
    if status:
        db.session.rollback()  # the page shows what is stored by now
        return page(token, share, form), status
    lang = request.args.get("lang")
    where = url_for(".show", token=token, saved=form.step.data, lang=lang, _anchor="saved")
    return redirect(where, 303)


def keep_photo(form: MarkForm, share: Share) -> None:
    """Keep the picture that came with the form, ahead of any transaction that writes.

    It belongs to the workshop from now on, so that a form that comes back still has it.
    """
    data = form.data_of_photo()
    if data:
        try:
            form.kept.data = keep(photo_store(), data)
        except PictureError as error:
            form.refuse_photo(sentence(error.code))
            return
        with writing() as session:
            uploads.attach(session, share.workshop_id, [form.kept.data])
    elif form.kept.data and not uploads.shown(db.session, share.workshop_id, form.kept.data):
        form.kept.data = ""


def store(token: str, form: MarkForm) -> int:
    """Take the step; gives the status of a refusal, 0 for none."""
    photos = (form.kept.data,) if form.kept.data else ()
    step = Step(form.seen.data, form.step.data, form.note.data, photos)
    try:
        with writing() as session:
            now, today = clock.now(), clock.today()
            owner_link.mark(session, token, form.action_id, step, now=now, today=today)
    except MovedError:
        form.refuse(_("Tindakan ini sudah berubah sejak halaman dibuka. Lihat keadaannya dulu."))
        return 409
    except RefusedStepError as error:
        form.refuse(why(error))
        return 422
    return 0


def why(error: RefusedStepError) -> str:
    """What the step lacks."""
    if "needs_proof" in error.kinds:
        return str(_("Tulis catatan atau pilih foto dulu, supaya pendamping bisa memeriksanya."))
    return str(_("Tindakan ini tidak dapat ditandai begitu. Muat ulang halaman."))
