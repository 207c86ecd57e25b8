"""The mentored workshops: find one, look at it, add one, change what is known of it."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.photo_points import advised
from audit.extensions import db, writing
from audit.instruments import published
from audit.storage import accounts, actions, photo_points, red_tags, workshops
from audit.storage import results as stored
from audit.storage.workshops import Workshop
from audit.usecases import workshops as usecases
from audit.usecases.comparing import trend_chart
from audit.usecases.results import newest_result, result, results
from audit.web import clock, language
from audit.web.forms.phone import spoken
from audit.web.forms.planning import NextVisitForm
from audit.web.forms.search import SearchForm
from audit.web.forms.workshop import WorkshopForm
from audit.web.gate import user

bp = Blueprint("workshops", __name__, url_prefix="/workshops")
PAGE = 50
MOST = 500
RECENT = 12
bp.add_app_template_filter(spoken, "phone")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The workshops that fit the search, each with its last result and what is left to do."""
    search = SearchForm(request.args)
    search.offer(known_cities(), mentors() or [])
    page = workshops.search(db.session, user(), limit=shown(), **search.wanted())
    ids = [workshop.id for workshop in page]
    latest = stored.latest(db.session, ids)
    return render_template(
        "workshops/index.html",
        search=search,
        page=page,
        found=workshops.count(db.session, user(), **search.wanted()),
        more=shown() + PAGE,
        latest={workshop_id: result(line) for workshop_id, line in latest.items()},
        to_do=stored.live_actions(db.session, ids),
    )


def shown() -> int:
    """How many workshops the page shows at most."""
    wanted = request.args.get("show", PAGE, type=int)
    return min(max(PAGE, wanted), MOST)


def mentors() -> list[accounts.User] | None:
    """The people to choose mentors from; None for who may not choose."""
    return accounts.mentors(db.session) if user().sees_all else None


@bp.get("/<uuid:workshop_id>")
def show(workshop_id: UUID) -> ResponseReturnValue:
    """One workshop: its last result, its visits, what is left to do, what is known of it."""
    workshop = workshops.get(db.session, user(), workshop_id)
    return page(workshop, NextVisitForm(obj=workshop))


def page(workshop: Workshop, plan: NextVisitForm) -> str:
    """The page of a workshop, with the date of its next visit as it was filled in."""
    lines = stored.of_workshop(db.session, workshop.id)
    again = [line for line in lines if line.recheck]
    audited = [line for line in lines if not line.recheck]
    finals = [line for line in audited if line.final]
    first = None if "all" in request.args else RECENT
    target = workshop.target or current_app.config["TARGET"]
    return render_template(
        "workshops/show.html",
        workshop=workshop,
        plan=plan,
        newest=newest_result(lines),
        drafts=results([line for line in audited if not line.final]),
        open_rechecks=results([line for line in again if not line.final]),
        rechecks=[line for line in again if line.final][:first],
        points=photo_points.of_workshop(db.session, workshop.id),
        point_advice=advised,
        finals=results(finals[:first]),
        audits=len(finals),
        actions=actions.live(db.session, workshop.id),
        tags=red_tags.totals(db.session, workshop.id, clock.today()),
        instrument=published()[-1],
        line=trend_chart(lines, target, language.chosen()),
    )


@bp.route("/add", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Write down a new workshop; a mentor's own is assigned to him."""
    form = WorkshopForm()
    form.offer(mentors())
    if form.validate_on_submit():
        with writing() as session:
            workshop = usecases.add(session, user(), form.key(), form.facts(), form.care())
        flash(_("Usaha binaan tersimpan. Audit pertama dapat dimulai."))
        return redirect(url_for(".show", workshop_id=workshop.id))
    return render_template("workshops/add.html", form=form, cities=known_cities())


@bp.route("/<uuid:workshop_id>/edit", methods=["GET", "POST"])
def edit(workshop_id: UUID) -> ResponseReturnValue:
    """Change what is known of a workshop."""
    workshop = workshops.get(db.session, user(), workshop_id)
    form = WorkshopForm(obj=workshop)
    form.offer(mentors())
    if form.validate_on_submit():
        with writing() as session:
            usecases.edit(session, user(), workshop_id, form.facts(), form.care())
        flash(_("Data usaha tersimpan."))
        return redirect(url_for(".show", workshop_id=workshop_id))
    return render_template(
        "workshops/edit.html", workshop=workshop, form=form, cities=known_cities()
    )


def known_cities() -> Sequence[str]:
    """Cities written down before, to be offered while typing."""
    return workshops.cities(db.session, user())
