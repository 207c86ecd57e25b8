"""For whoever watches the machine: is the process alive, is it ready to serve."""

from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from audit import extensions

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
def ready() -> tuple[Response, int]:
    """The database answers and has the tables this version needs."""
    try:
        fit = extensions.ready()
    except SQLAlchemyError:
        fit = False
    return jsonify(status="ok" if fit else "not ready"), 200 if fit else 503
