"""Everything about one audit on the web: begin, rate, sum up, sign, read.

The views lie in modules named after them; `audit.web` imports those, which puts
their addresses on this blueprint.
"""

from flask import Blueprint

bp = Blueprint("audits", __name__)
