"""Everything about one audit on the web: begin, rate, sum up, sign, read."""

from flask import Blueprint

bp = Blueprint("audits", __name__)

from audit.web.audits import (  # noqa: E402
    correct,
    delete,
    finalise,
    new,
    photos,
    report,
    result,
    sheet,
    sign,
    summary,
    versions,
)

__all__ = [
    "bp",
    "correct",
    "delete",
    "finalise",
    "new",
    "photos",
    "report",
    "result",
    "sheet",
    "sign",
    "summary",
    "versions",
]
