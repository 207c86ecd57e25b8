"""The photo points of a workshop: named spots, walked in order, with a reference photo each."""

from typing import get_args
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.photo_points import MOST, Turn, advised, full
from audit.extensions import db, writing
from audit.storage import photo_points, uploads, workshops
from audit.storage.pictures import PictureError
from audit.storage.workshops import Workshop
from audit.usecases import photo_points as usecases
from audit.usecases.photo_points import TooManyPointsError
from audit.web.audits.photos import keep_file, sentence
from audit.web.forms.photo_point import PointForm
from audit.web.gate import user

bp = Blueprint("photo_points", __name__, url_prefix="/workshops/<uuid:workshop_id>/photo-points")


@bp.route("/", methods=["GET", "POST"])
def index(workshop_id: UUID) -> ResponseReturnValue:
    """The walk, and a form for one more point."""
    workshop = workshops.get(db.session, user(), workshop_id)
    form = PointForm()
    if request.method == "GET":
        return walk(workshop, form)
    photo, valid = kept(form), form.validate()
    if not valid:
        return walk(workshop, form), 422
    try:
        with writing() as session:
            usecases.add(session, user(), workshop_id, form.name.data, photo)
    except TooManyPointsError:
        return walk(workshop, form, too_many=True), 422
    flash(_("Titik foto “%(name)s” tersimpan.", name=form.name.data))
    return redirect(url_for(".index", workshop_id=workshop_id))


def walk(workshop: Workshop, form: PointForm, *, too_many: bool = False) -> str:
    """The page, with what was typed."""
    db.session.rollback()  # a photo or a point may have been stored since reading began
    points = photo_points.of_workshop(db.session, workshop.id)
    return render_template(
        "photo_points/index.html",
        workshop=workshop,
        points=points,
        form=form,
        full=full(len(points)),
        more=advised(len(points)),
        most=MOST,
        too_many=too_many,
    )


@bp.route("/<uuid:point_id>", methods=["GET", "POST"])
def edit(workshop_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Rename a point, give it another reference photo, or take it away."""
    workshop = workshops.get(db.session, user(), workshop_id)
    point = photo_points.get(db.session, workshop_id, point_id)
    form = PointForm(data={"name": point.name})
    if request.method == "POST":
        photo, valid = kept(form), form.validate()
        if valid:
            with writing() as session:
                usecases.change(session, user(), workshop_id, point_id, form.name.data, photo)
            flash(_("Titik foto “%(name)s” tersimpan.", name=form.name.data))
            return redirect(url_for(".index", workshop_id=workshop_id))
    status = 422 if form.errors else 200
    return render_template(
        "photo_points/edit.html", workshop=workshop, point=point, form=form
    ), status


def kept(form: PointForm) -> str | None:
    """The photo that came with a form, kept at once whatever else is wrong with it."""
    try:
        if form.photo.data:
            form.kept.data = keep_file(form.photo.data)
        elif form.kept.data and not uploads.readable(db.session, user(), [form.kept.data]):
            form.kept.data = ""
    except PictureError as error:
        form.refusal = sentence(error.code)
    return form.kept.data or None


@bp.post("/<uuid:point_id>/move")
def move(workshop_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Put a point one place earlier or later in the walk."""
    turn = next((t for t in get_args(Turn) if t == request.form.get("turn")), None)
    if turn is None:
        abort(400)
    with writing() as session:
        usecases.move(session, user(), workshop_id, point_id, turn)
    return redirect(url_for(".index", workshop_id=workshop_id, _anchor=f"point-{point_id}"))


@bp.post("/<uuid:point_id>/remove")
def remove(workshop_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Take a point out of the walk; the photos taken there stay."""
    with writing() as session:
        name = usecases.remove(session, user(), workshop_id, point_id).name
    flash(_("Titik foto “%(name)s” dihapus. Foto cek ulang yang lama tetap tersimpan.", name=name))
    return redirect(url_for(".index", workshop_id=workshop_id))
