"""The door for programs: whole documents by PUT with If-Match, photos by their hash.

The views lie in modules named after them; `audit.web` imports those, which puts
their addresses on this blueprint.
"""

from urllib.parse import urlsplit

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from audit.extensions import csrf
from audit.web.problems import problem

bp = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(bp)
SAFE = {"GET", "HEAD", "OPTIONS"}


@bp.before_request
def same_origin() -> ResponseReturnValue | None:
    """Changes come from our own pages only: a header no form can send, and the origin."""
    if request.method in SAFE:
        return None
    return None if request.headers.get("X-Operation") and own_page() else problem(403, "origin")


@bp.before_request
def same_user() -> ResponseReturnValue | None:
    """On a shared tablet nothing is sent or fetched in the name of who logged in after."""
    meant = request.headers.get("X-User")
    if not meant or not current_user.is_authenticated or meant.lower() == str(current_user.id):
        return None
    return problem(401, "other_user")


def own_page() -> bool:
    """Whether the browser says that the request began on a page of this server."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
