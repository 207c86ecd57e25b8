"""The actions of all workshops on one board, and the life of each on a page of its own.

The views lie in modules named after them; `audit.web` imports those, which puts
their addresses on this blueprint.
"""

from flask import Blueprint

bp = Blueprint("actions", __name__, url_prefix="/actions")
