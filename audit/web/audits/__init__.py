"""Everything about one audit on the web: begin, rate, sum up, sign, read."""

from flask import Blueprint

bp = Blueprint("audits", __name__)

from audit.web.audits import new, photos, sheet  # noqa: E402

__all__ = ["bp", "new", "photos", "sheet"]
