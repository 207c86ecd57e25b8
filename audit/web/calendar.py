"""The planned visits, and a feed of them for the mentor's own calendar."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, limiter, writing
from audit.storage import calendars, visits
from audit.web import ics
from audit.web.gate import user

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
MOST = 100
MISSES = "20 per minute"


def init_app(app: Flask) -> None:
    """Let nobody try addresses of feeds without end; those that are known never count."""
    limit = limiter.limit(MISSES, deduct_when=missed)
    views: dict[str, Any] = app.view_functions
    views["calendar.feed"] = limit(views["calendar.feed"])


def missed(answer: Response) -> bool:
    """Whether an address was tried that opens nothing."""
    return answer.status_code == 404


@bp.get("/")
def index() -> ResponseReturnValue:
    """Every planned visit, and how to see them on the phone."""
    return page()


@bp.post("/")
def make() -> ResponseReturnValue:
    """Make the address of the feed, or a new one; it is shown this once."""
    with writing() as session:
        token = calendars.renew(session, user())
    db.session.rollback()  # the transaction that reads began before this was stored
    answer = make_response(page(url_for(".feed", token=token, _external=True)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/stop")
def stop() -> ResponseReturnValue:
    """Switch the feed off."""
    with writing() as session:
        calendars.stop(session, user())
    flash(_("Alamat kalender dimatikan. Kunjungan tidak diperbarui lagi di ponsel."))
    return redirect(url_for(".index"))


def page(address: str = "") -> str:
    """The page, with the address where it has just been made."""
    return render_template(
        "calendar/index.html",
        address=address,
        feed=calendars.of_user(db.session, user()),
        plan=visits.first(db.session, visits.planned(user()), MOST),
    )


@bp.get("/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """The visits of whoever has this address, open to programs that can't log in."""
    reader = calendars.reader(db.session, token)
    if reader is None:
        abort(404)
    g.language = reader.language
    return ics.answer(visits.read(db.session, visits.planned(reader)), "kunjungan-5r.ics")
