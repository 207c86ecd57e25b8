"""The page of one action: what was found, what was done, what may happen next."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, photo_store, writing
from audit.storage import actions, audits, uploads
from audit.storage.base import utc_now
from audit.storage.pictures import PictureError
from audit.usecases.acting import Taker, take_step
from audit.usecases.errors import MovedError, RefusedStepError
from audit.web import clock
from audit.web.actions import bp
from audit.web.actions.moves import buttons, hint, sentences
from audit.web.actions.story import story
from audit.web.audits.photos import keep_file, sentence
from audit.web.forms.step import StepForm
from audit.web.gate import user
from audit.web.labels import label


@bp.route("/<uuid:action_id>", methods=["GET", "POST"])
def show(action_id: UUID) -> ResponseReturnValue:
    """One action; a step that was taken leads back to it, a refused one keeps what was typed."""
    actions.get(db.session, user(), action_id)
    form = StepForm()
    if not form.is_submitted():
        return page(action_id, form)
    keep(form)
    status = take(action_id, form) if form.validate() and not form.refused else 422
    if status:
        return page(action_id, form), status
    flash(_("Tersimpan: %(state)s.", state=label("state", form.to.data)))
    return redirect(url_for(".show", action_id=action_id))


def keep(form: StepForm) -> None:
    """Keep every picture at once, whatever else is wrong; say what is wrong with one."""
    own = uploads.readable(db.session, user(), form.kept.data)
    form.kept.data = [sha256 for sha256 in form.kept.data if sha256 in own]
    wrong = []
    for file in form.files():
        try:
            form.kept.data.append(keep_file(file))
        except PictureError as error:
            wrong.append(f"{file.filename}: {sentence(error.code)}")
    form.refused = wrong


def take(action_id: UUID, form: StepForm) -> int:
    """Take the step; the status of the answer that says why not, or 0."""
    try:
        with writing() as session:
            who = Taker(user=user())
            take_step(session, action_id, form.step(), who, at=utc_now(), today=clock.today())
    except RefusedStepError as error:
        form.note.errors = sentences(error.kinds)
        return 422
    except MovedError as error:
        form.moved = label("state", error.state)
        return 409
    return 0


def page(action_id: UUID, form: StepForm) -> str:
    """The page of an action as it stands, with what was typed and refused."""
    db.session.rollback()  # the transaction that reads may have begun before a step was stored
    action = actions.told(db.session, user(), action_id)
    audit = audits.get(db.session, user(), action.audit_id)
    before = audit.read().answer(action.item).photos
    after = [(step, sha256) for step in action.steps for sha256 in step.photos]
    who = Taker(user=user())
    own = action.state == "reported" and who.reported(action)
    return render_template(
        "actions/show.html",
        action=action,
        audit=audit,
        before=before,
        after=after,
        missing=photo_store().missing([*before, *(sha256 for _step, sha256 in after)]),
        story=story(action),
        form=form,
        buttons=buttons(action, who),
        hint=hint(action, own=own),
        own=own,
    )
