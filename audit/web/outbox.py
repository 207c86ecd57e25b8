"""What waits on this tablet: the page knows nothing of it, its script finds it there."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

bp = Blueprint("outbox", __name__, url_prefix="/outbox")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The same page that the tablet keeps for when there is no signal."""
    return render_template("tablet/outbox.html")
