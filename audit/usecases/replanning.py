"""Between visits the plan of an action changes; what it was before stays readable."""

from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from babel.dates import format_date
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE, OFFICE
from audit.domain.plans import Plan, changed, plan_lacks
from audit.domain.validation import Fault
from audit.storage.actions import Action
from audit.usecases.acting import Step, Taker, record
from audit.usecases.errors import InvalidError, MovedError, RefusedStepError

NAMES = {
    "text": "Tindakan",
    "root_cause": "Akar masalah",
    "pic": "PIC",
    "due_on": "Tenggat",
    "priority": "Prioritas",
    "cost": "Biaya",
}
"""What a part of the plan is called in the record, which is kept in Indonesian."""
COSTS = {"tanpa": "tanpa biaya", "kecil": "biaya kecil", "perlu-anggaran": "perlu anggaran"}


def replan(
    session: Session,
    action_id: UUID,
    plan: Plan,
    who: Taker,
    *,
    seen: str,
    at: datetime,
) -> Action:
    """Change the plan of an action; the audit that agreed it keeps what was agreed.

    :param seen: `edition` of the action that the page showed
    :raise NoSuchActionError: unknown, or not his to see
    :raise MovedError: somebody changed the action since the page was shown
    :raise RefusedStepError: the action has ended, or he may not plan
    :raise InvalidError: a part is empty that must not be
    """
    action = who.reach(session, action_id)
    if edition(action) != seen:
        raise MovedError(action.state)
    if action.state not in LIVE or who.actor not in OFFICE:
        raise RefusedStepError(["not_allowed"])
    if missing := plan_lacks(plan, chosen=action.chosen):
        raise InvalidError([Fault(name, "missing") for name in missing])
    before = plan_of(action)
    if note := told(before, plan):
        record(action, Step(action.state, action.state, note), who, at)
        for name in changed(before, plan):
            setattr(action, name, getattr(plan, name))
    return action


def edition(action: Action) -> str:
    """Which steps an action has had, so that a page knows whether there were more since."""
    return str(action.steps[-1].id) if action.steps else "0"


def plan_of(action: Action) -> Plan:
    """The plan as it stands."""
    return Plan(**{part.name: getattr(action, part.name) for part in fields(Plan)})


def told(before: Plan, after: Plan) -> str:
    """What changed, a line each: ``PIC: Kepala bengkel → Budi``."""
    return "\n".join(
        f"{NAMES[name]}: {shown(getattr(before, name))} → {shown(getattr(after, name))}"
        for name in changed(before, after)
    )


def shown(value: str | date | None) -> str:
    """A part of a plan as people read it."""
    if isinstance(value, date):
        return format_date(value, "d MMM y", locale="id")
    return COSTS.get(value, value) if value else "–"
