"""The board: what is left to do at all workshops, what is late, what waits for verification."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from audit.extensions import db
from audit.storage import board
from audit.storage.board import PAGE
from audit.web import clock
from audit.web.actions import bp
from audit.web.forms.board import BoardForm, statuses
from audit.web.gate import user


@dataclass(frozen=True)
class Place:
    """Which page of the board is shown, and which there are beside it."""

    page: int
    last: int

    @property
    def before(self) -> int | None:
        """The page before this one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The page after this one."""
        return self.page + 1 if self.page < self.last else None


@bp.get("/")
def index() -> ResponseReturnValue:
    """The actions that fit the filters, the longest overdue first, fifty a page."""
    form = BoardForm(request.args)
    form.offer(board.places(db.session, user()))
    wanted, today = form.wanted(), clock.today()
    counts = board.counts(db.session, user(), wanted, today)
    place = placed(counts[wanted.status])
    return render_template(
        "actions/index.html",
        form=form,
        wanted=wanted,
        statuses=statuses(),
        counts=counts,
        place=place,
        lines=board.lines(db.session, user(), wanted, today, place.page),
        pics=board.pics(db.session, user()),
    )


def placed(found: int) -> Place:
    """The page that the address asks for, or the nearest that there is."""
    last = max(1, -(-found // PAGE))
    asked = request.args.get("page", 1, type=int)
    return Place(min(max(1, asked), last), last)
