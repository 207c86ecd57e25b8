"""Two audits of a workshop beside each other, on screen and as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from audit.domain.history import PastAudit
from audit.extensions import db, photo_store
from audit.report.compare import ComparePage, compare_page
from audit.report.inputs import CompareInput
from audit.storage import audits, workshops
from audit.storage.workshops import Workshop
from audit.usecases import comparing
from audit.usecases.comparing import Pair
from audit.usecases.reports import setting_of
from audit.web import language, prints
from audit.web.gate import user

bp = Blueprint("compare", __name__, url_prefix="/workshops/<uuid:workshop_id>")


@dataclass(frozen=True)
class Choice:
    """The audits of a workshop, and the two that are looked at; None with fewer than two."""

    workshop: Workshop
    history: Sequence[PastAudit]
    pair: Pair | None

    def gathered(self) -> CompareInput | None:
        """What the comparison shows; None when these two can't be compared."""
        if self.pair is None or not self.pair.comparable:
            return None
        setting = setting_of(current_app.config, language.chosen())
        return comparing.compare_input(db.session, self.workshop, self.history, self.pair, setting)


@bp.get("/compare")
def show(workshop_id: UUID) -> ResponseReturnValue:
    """What changed between two audits, and every audit on a line."""
    choice = chosen(workshop_id)
    context = choice.gathered()
    page = compare_page(context) if context else None
    return render_template(
        "compare/show.html",
        choice=choice,
        page=page,
        before=comparing.sentences_before(context) if context else {},
        totals=comparing.totals(choice.pair, language.chosen()),
        missing=missing(page) if page else frozenset(),
    )


@bp.get("/compare.pdf")
def pdf(workshop_id: UUID) -> ResponseReturnValue:
    """The comparison as PDF; where there is none, the page says why."""
    context = chosen(workshop_id).gathered()
    if context is None:
        named: dict[str, Any] = {name: request.args.get(name) for name in ("from", "to")}
        return redirect(url_for(".show", workshop_id=workshop_id, **named))
    job = comparing.comparison_job(photo_store(), context)
    return prints.answer(job, comparing.file_name(context))


def chosen(workshop_id: UUID) -> Choice:
    """The audits that the address asks for."""
    workshop = workshops.get(db.session, user(), workshop_id)
    history = audits.history(db.session, workshop_id)
    return Choice(workshop, history, comparing.choose(history, asked("from"), asked("to")))


def asked(name: str) -> UUID | None:
    """An audit named in the address; what is no id is no audit either."""
    try:
        return UUID(request.args[name]) if request.args.get(name) else None
    except ValueError:
        abort(404)


def missing(page: ComparePage) -> frozenset[str]:
    """The photos of the pairs that are still on a tablet."""
    return photo_store().missing({sha for pair in page.pairs for sha in (pair.old, pair.new)})
