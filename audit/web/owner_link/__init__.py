"""What the owner of a workshop opens from WhatsApp or from the board, without an account.

The views lie in modules named after them; `audit.web` imports those, which puts
their addresses on this blueprint. Nothing here reads or sets a session: the token
in the address is all there is.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from audit.domain.instrument import LANGUAGES
from audit.extensions import csrf
from audit.storage.actions import NoSuchActionError
from audit.storage.photos import NoSuchPhotoError
from audit.storage.shares import NoSuchShareError

bp = Blueprint("owner_link", __name__, url_prefix="/s")
csrf.exempt(bp)


def init_app(app: Flask) -> None:
    """Let nobody see from where an owner came: after every header that others set."""
    app.after_request_funcs[None].insert(0, unnamed)


@bp.before_request
def speak() -> None:
    """The language stands in the address, ``?lang=en``; Indonesian unless told."""
    wanted = request.args.get("lang", "")
    g.language = wanted if wanted in LANGUAGES else "id"


@bp.before_request
def own_page() -> None:
    """Marks come from the page itself; the page of another site is sent away.

    Old browsers don't say from where they come, and pages that hide their address
    say "null": those pass, because they know the token.
    """
    if request.method != "POST":
        return
    origin = request.headers.get("Origin", "null")
    foreign = origin != "null" and urlsplit(origin).netloc != request.host
    site = request.headers.get("Sec-Fetch-Site")
    if (site != "same-origin") if site else foreign:
        abort(403)


@bp.after_request
def unlisted(answer: Response) -> Response:
    """No search engine lists these pages, and no cache keeps them."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def unnamed(answer: Response) -> Response:
    """Links that lead out of a page with a token don't carry its address along."""
    if request.blueprint == bp.name:
        answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.errorhandler(NoSuchShareError)
@bp.errorhandler(NoSuchPhotoError)
@bp.errorhandler(NoSuchActionError)
def missing(_error: Exception) -> ResponseReturnValue:
    """One and the same page, whatever was wrong."""
    return render_template("owner_link/_missing.html"), 404


@bp.errorhandler(TooManyRequests)
def slow_down(error: Any) -> ResponseReturnValue:
    """Too many links that open nothing came from one address."""
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
    return render_template("owner_link/_slow.html"), 429, headers
