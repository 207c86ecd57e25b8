"""Red tags of a workshop: what waits for a decision, what was decided, tags to print."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from audit.domain.red_tags import DECISIONS
from audit.extensions import db, photo_store, presses, writing
from audit.storage import accounts, red_tags, workshops
from audit.storage.pictures import PictureError
from audit.storage.red_tags import LATE, OPEN, RedTag
from audit.storage.workshops import Workshop
from audit.usecases import red_tags as usecases
from audit.usecases import sharing, tag_sheets
from audit.web import clock, language
from audit.web.audits.photos import keep_file, sentence
from audit.web.forms.red_tag import (
    DecisionForm,
    RedTagForm,
    ReopenForm,
    reason_words,
    values,
)
from audit.web.gate import user

bp = Blueprint("red_tags", __name__, url_prefix="/workshops/<uuid:workshop_id>/red-tags")
PAGE = 50
MOST = 1000
FILTERS = (OPEN, LATE, *DECISIONS)
bp.add_app_template_filter(reason_words, "tag_reason")


@bp.get("/")
def index(workshop_id: UUID) -> ResponseReturnValue:
    """The tags of a workshop, what waits longest first, with totals that narrow the list."""
    workshop = workshops.get(db.session, user(), workshop_id)
    today, only = clock.today(), request.args.get("only", "")
    only = only if only in FILTERS else ""
    most = min(max(PAGE, request.args.get("show", PAGE, type=int)), MOST)
    tags = red_tags.listed(db.session, workshop_id, today, only=only, limit=most)
    return render_template(
        "red_tags/index.html",
        workshop=workshop,
        tags=tags,
        missing=missing(*(tag.photo for tag in tags)),
        totals=red_tags.totals(db.session, workshop_id, today),
        only=only,
        more=most + PAGE if len(tags) == most < MOST else None,
    )


@bp.route("/add", methods=["GET", "POST"])
def add(workshop_id: UUID) -> ResponseReturnValue:
    """Attach a tag to one more thing; the next one is likely to stand in the same area."""
    workshop = workshops.get(db.session, user(), workshop_id)
    form = RedTagForm(data={"area": request.args.get("area", "")})
    form.no_later_than(None)
    if not form.is_submitted() or not accepted(form):
        shown = {"workshop": workshop, "form": form, "missing": missing(form.kept.data)}
        return page("red_tags/add.html", form, **shown)
    with writing() as session:
        tag = usecases.add(session, user(), workshop_id, form.key(), form.facts())
    flash(_("Label merah no. %(number)d tersimpan.", number=tag.number))
    if request.form.get("to") == "again":
        return redirect(url_for(".add", workshop_id=workshop_id, area=tag.area or None))
    return redirect(url_for(".index", workshop_id=workshop_id))


@bp.route("/<uuid:tag_id>", methods=["GET", "POST"])
def show(workshop_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    """One tag: decide on the thing, take the decision back, mend what the tag says."""
    workshop, tag = one(workshop_id, tag_id)
    form = RedTagForm(data=values(tag))
    form.no_later_than(tag.decided_on)
    if not form.is_submitted() or not accepted(form):
        return page("red_tags/show.html", form, **whole(workshop, tag, form=form))
    with writing() as session:
        usecases.change(session, user(), workshop_id, tag_id, form.facts())
    flash(_("Label merah no. %(number)d tersimpan.", number=tag.number))
    return redirect(url_for(".show", workshop_id=workshop_id, tag_id=tag_id))


@bp.post("/<uuid:tag_id>/decide")
def decide(workshop_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    """Write down what becomes of the thing."""
    workshop, tag = one(workshop_id, tag_id)
    form = DecisionForm()
    form.between(tag.tagged_on)
    if not form.validate():
        return page("red_tags/show.html", form, **whole(workshop, tag, decision=form))
    try:
        with writing() as session:
            usecases.decide(session, user(), workshop_id, tag_id, form.made())
    except usecases.DecidedError:
        flash(_("Barang ini sudah diputuskan orang lain. Periksa keputusannya di bawah."))
        return redirect(url_for(".show", workshop_id=workshop_id, tag_id=tag_id))
    flash(_("Keputusan untuk label no. %(number)d tersimpan.", number=tag.number))
    return redirect(url_for(".index", workshop_id=workshop_id))


@bp.post("/<uuid:tag_id>/reopen")
def reopen(workshop_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    """Take a decision back, with the reason in the note."""
    workshop, tag = one(workshop_id, tag_id)
    form = ReopenForm()
    if not form.validate():
        return page("red_tags/show.html", form, **whole(workshop, tag, reopening=form))
    reason = form.line(tag.decision or "", clock.today())
    with writing() as session:
        usecases.reopen(session, user(), workshop_id, tag_id, reason)
    flash(_("Label merah no. %(number)d menunggu keputusan lagi.", number=tag.number))
    return redirect(url_for(".show", workshop_id=workshop_id, tag_id=tag_id))


@bp.post("/labels.pdf")
def labels(workshop_id: UUID) -> ResponseReturnValue:
    """Tags to cut out, eight to a page: those asked for, or all that wait.

    Each sheet gets a link of its own for the owner, which the codes on it hold.
    """
    workshop = workshops.get(db.session, user(), workshop_id)
    tags = red_tags.to_print(db.session, workshop_id, asked())
    if not tags:
        flash(_("Belum ada label merah untuk dicetak."))
        return redirect(url_for(".index", workshop_id=workshop_id))
    with writing() as session:
        token = sharing.mint(session, user(), workshop_id, "red_tag", now=clock.now())
    address = url_for("owner_link.show", token=token, _external=True)
    job = tag_sheets.tags_job(workshop, tags, address, clock.today(), language.chosen())
    answer = Response(presses.print(job), content_type="application/pdf")
    name = tag_sheets.file_name(workshop, clock.today())
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def asked() -> list[UUID]:
    """The tags that were ticked; what is no id is no tag either."""
    try:
        return [UUID(text) for text in request.form.getlist("tag")]
    except ValueError:
        abort(404)


def one(workshop_id: UUID, tag_id: UUID) -> tuple[Workshop, RedTag]:
    """A tag with its workshop, if that is open to this user."""
    workshop = workshops.get(db.session, user(), workshop_id)
    return workshop, red_tags.get(db.session, workshop_id, tag_id)


def accepted(form: RedTagForm) -> bool:
    """Whether everything sent can be stored; a picture is kept though a text is refused."""
    valid: bool = form.validate()
    if not form.photo.data:
        return valid
    try:
        form.kept.data, form.drop.data = keep_file(form.photo.data), False
    except PictureError as error:
        form.photo.errors = [sentence(error.code)]
        return False
    return valid


def whole(workshop: Workshop, tag: RedTag, **sent: FlaskForm) -> dict[str, Any]:
    """What the page of a tag shows; `sent` is the form that came back."""
    fresh = {
        "form": RedTagForm(formdata=None, data=values(tag)),
        "decision": DecisionForm(formdata=None),
        "reopening": ReopenForm(formdata=None),
    }
    ids = [key for key in (tag.tagged_by_id, tag.decided_by_id) if key]
    names = {person.id: person.name for person in accounts.by_ids(db.session, ids)}
    pages: dict[str, Any] = {**fresh, **sent}
    awaited = missing(tag.photo, pages["form"].kept.data)
    return {"workshop": workshop, "tag": tag, "names": names, "missing": awaited, **pages}


def missing(*photos: str | None) -> frozenset[str]:
    """Those of the photos that are still on a tablet."""
    return photo_store().missing([sha256 for sha256 in photos if sha256])


def page(template: str, sent: FlaskForm, **shown: Any) -> ResponseReturnValue:
    """A page of forms; 422 when what was sent came back."""
    return render_template(template, **shown), 422 if sent.errors else 200
