"""Which language a request is answered in: the one chosen, or Indonesian."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_security import current_user

from audit.domain.instrument import LANGUAGES
from audit.extensions import babel, writing
from audit.storage.accounts import User
from audit.web import clock

bp = Blueprint("language", __name__)


def init_app(app: Flask) -> None:
    """Let Babel ask us for language and time zone."""
    babel.init_app(
        app, locale_selector=chosen, timezone_selector=lambda: str(app.config["TIMEZONE"])
    )
    app.context_processor(lambda: {"language": chosen(), "today": clock.today})


def chosen() -> str:
    """``id`` or ``en``; a page that a tablet keeps says in its address which."""
    if "language" in g:
        return str(g.language)
    if session.get("language") in LANGUAGES:
        return str(session["language"])
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    return "id"


@bp.post("/language")
def choose() -> ResponseReturnValue:
    """Keep the language for this user and go back to the page he came from."""
    wanted = request.form.get("language", "id")
    if wanted in LANGUAGES:
        session["language"] = wanted
        if current_user.is_authenticated:
            with writing() as database:
                if user := database.get(User, current_user.id):
                    user.language = wanted
    return redirect(local_path(request.form.get("next", "/")))


def local_path(address: str) -> str:
    """The address if it is one of ours, else the home page."""
    parts = urlsplit(address)
    ours = address.startswith("/") and not parts.netloc and "\\" not in address
    return address if ours else "/"
