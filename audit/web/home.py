"""The first page: what needs me today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from audit.extensions import db
from audit.storage import agenda
from audit.storage.results import recent
from audit.usecases.results import results
from audit.web import clock
from audit.web.gate import user

bp = Blueprint("home", __name__)
RECENT = 5


@bp.get("/")
def index() -> ResponseReturnValue:
    """Unfinished audits, actions to verify or to remind of, visits to come, the last results."""
    today = clock.today()
    return render_template(
        "home/index.html",
        drafts=results(agenda.drafts(db.session, user())),
        reported=agenda.reported(db.session, user()),
        due=agenda.due(db.session, user(), today),
        plan=agenda.visits(db.session, user(), today),
        until=today + agenda.VISIT_SOON,
        recent=results(recent(db.session, user(), RECENT)),
        has_workshops=agenda.has_workshops(db.session, user()),
    )
