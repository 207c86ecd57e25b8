"""How the whole programme stands, for those who see every workshop."""

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from audit.extensions import db
from audit.usecases import programme
from audit.usecases.reports import Setting, setting_of
from audit.web import clock, language, prints
from audit.web.gate import user

bp = Blueprint("programme", __name__, url_prefix="/programme")


@bp.before_request
def keep_to_the_office() -> None:
    """To a mentor these pages are not there."""
    if not user().sees_all:
        abort(404)


@bp.get("/")
def index() -> ResponseReturnValue:
    """The numbers, what needs attention first, and the most frequent findings."""
    found = programme.gathered(db.session, user(), clock.today())
    return render_template("programme/index.html", page=programme.page_of(found, setting()))


@bp.get("/summary.pdf")
def summary() -> Response:
    """The same, to print."""
    found = programme.gathered(db.session, user(), clock.today())
    return prints.answer(
        programme.programme_job(found, setting()), programme.file_name(found.today)
    )


def setting() -> Setting:
    """Letterhead and language of whoever asks."""
    return setting_of(current_app.config, language.chosen())
