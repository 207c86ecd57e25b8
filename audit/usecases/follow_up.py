"""What became of the actions chosen at the last visit, and the nilai that R5.6 gets for it."""

from sqlalchemy.orm import Session

from audit.domain.document import Carried, Document
from audit.domain.follow_up import FollowUp, proposed
from audit.domain.history import before
from audit.domain.scoring import Score
from audit.storage import actions, audits
from audit.storage.actions import Action, ActionStep


def proposed_follow_up(session: Session, document: Document) -> tuple[Score, int, int]:
    """The nilai proposed for R5.6, with how many chosen actions were closed, of how many.

    Looks at the chosen actions of the last audit, and at what this visit found
    of those still open. Cancelled ones are not counted.
    """
    history = audits.history(session, document.workshop.id, document.type)
    past = before(history, document.audited_on, document.id)
    if not past:
        return "na", 0, 0
    found = {carried.action: carried for carried in document.carried}
    chosen = [
        follow_up(action, found.get(action.id), document)
        for action in actions.of_audit(session, past[-1].id)
        if action.chosen and counts(action)
    ]
    repeats = bool(past[-1].found & {f.item for f in document.findings if not f.declined})
    closed = sum(action.closed for action in chosen)
    return proposed(chosen, repeats), closed, len(chosen)


def counts(action: Action) -> bool:
    """Whether an action is counted: cancelled ones are not, unless a new one goes on with it."""
    return action.state != "cancelled" or action.continued


def follow_up(action: Action, carried: Carried | None, document: Document) -> FollowUp:
    """What became of one chosen action, this visit included."""
    closed_on = action.closed_on
    if closed_on is None and carried is not None and carried.found == "selesai":
        closed_on = document.audited_on
    return FollowUp(
        closed=closed_on is not None,
        on_time=bool(closed_on and action.due_on and closed_on <= action.due_on),
        proof=bool(carried and (carried.note.strip() or carried.photos))
        or any(
            step.note.strip() or step.photos for step in action.steps if step.to_state == "closed"
        ),
    )


def closed_before(action: Action, document: Document) -> ActionStep | None:
    """The step that closed an action ahead of a visit: at a re-check, or verified in between.

    None where it was open on that day, or where the visit itself closed it.
    """
    if action.closed_on is None or action.closed_on > document.audited_on:
        return None
    closing = [step for step in action.steps if step.to_state == "closed"]
    return closing[-1] if closing and closing[-1].audit_id != document.id else None
