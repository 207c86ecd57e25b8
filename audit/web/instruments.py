"""Questionnaires on paper, for a visit without a tablet."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from audit.domain.instrument import SECTORS
from audit.usecases import blank_sheets
from audit.web import clock, language, prints

bp = Blueprint("instruments", __name__, url_prefix="/instruments")


@bp.get("/<name>/blank.pdf")
def blank(name: str) -> ResponseReturnValue:
    """A sheet to fill in by hand, with the hints for ``?sector=``."""
    sector = request.args.get("sector", "")
    sector = sector if sector in SECTORS else ""
    job = blank_sheets.blank_job(name, sector, clock.today(), language.chosen())
    return prints.answer(job, blank_sheets.file_name(name, sector))
