"""From one visit to the next: actions are made, looked at again, closed or continued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from audit.domain.actions import LIVE, after_visit
from audit.domain.document import Carried, Document, Finding
from audit.domain.follow_up import FollowUp, proposed
from audit.domain.history import before
from audit.domain.scoring import Score
from audit.storage import actions, audits
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep


@dataclass(frozen=True)
class Visit:
    """The final audit that moves actions: by whom, and when."""

    session: Session
    user: User
    document: Document
    at: datetime


def settle_actions(session: Session, user: User, document: Document, at: datetime) -> None:
    """Write what a final audit means for actions: the carried ones, then its own.

    An older action whose item is found wanting again is continued by the new
    one, so that nothing is asked of the workshop twice.
    """
    visit = Visit(session, user, document, at)
    known = {action.id: action for action in actions.of_audit(session, document.id)}
    earlier = {
        action.id: action
        for action in actions.live(session, document.workshop.id)
        if action.audit_id != document.id
    }
    for carried in document.carried:
        if action := earlier.get(carried.action):
            look_again(visit, action, carried)
    wanted = {finding.id: finding for finding in document.findings if asks_action(finding)}
    for finding in wanted.values():
        agree(session, document, finding, known.get(finding.id))
    for action in known.values():
        if action.id not in wanted and action.state in LIVE:
            move(visit, action, "cancelled", document.revision_reason)
    continue_repeated(visit, earlier.values(), wanted.values())


def asks_action(finding: Finding) -> bool:
    """Whether a finding has an action that somebody is to do."""
    return not finding.declined and bool(finding.action.text.strip())


def look_again(visit: Visit, action: Action, carried: Carried) -> None:
    """Record what this visit found of an earlier action."""
    state = after_visit(action.state, carried.found)
    if state == "closed":
        action.closed_on = visit.document.audited_on
    move(visit, action, state, carried.note, carried.photos)


def agree(session: Session, document: Document, finding: Finding, row: Action | None) -> None:
    """Make the row of an action, or bring it in line with a correction."""
    if row is None:
        row = Action(id=finding.id, audit_id=document.id, workshop_id=document.workshop.id)
        row.state = "open"
        session.add(row)
    planned = finding.action
    row.item, row.area, row.finding = finding.item, finding.area, finding.text
    row.text, row.root_cause, row.pic = planned.text, planned.root_cause, planned.pic
    row.due_on, row.priority, row.cost = planned.due_on, planned.priority, planned.cost
    row.chosen, row.repeat = planned.chosen, finding.repeat


def continue_repeated(visit: Visit, earlier: Iterable[Action], findings: Iterable[Finding]) -> None:
    """End older actions of items that now have a new one, naming the audit that goes on."""
    items = {finding.item for finding in findings}
    for action in earlier:
        if action.item in items and action.state in LIVE:
            reason = f"Diteruskan oleh tindakan baru dari audit {visit.document.number}."
            move(visit, action, "cancelled", reason)


def move(visit: Visit, action: Action, state: str, note: str, photos: Sequence[str] = ()) -> None:
    """Put an action into a state and keep who, when and why."""
    visit.session.add(
        ActionStep(
            action_id=action.id,
            audit_id=visit.document.id,
            by_id=visit.user.id,
            at=visit.at,
            from_state=action.state,
            to_state=state,
            note=note,
            photos=list(photos),
        )
    )
    action.state = state


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
        if action.chosen and (action.state != "cancelled" or action.id in found)
    ]
    repeats = bool(past[-1].found & {f.item for f in document.findings if not f.declined})
    closed = sum(action.closed for action in chosen)
    return proposed(chosen, repeats), closed, len(chosen)


def follow_up(action: Action, carried: Carried | None, document: Document) -> FollowUp:
    """What became of one chosen action, this visit included."""
    closed_on = action.closed_on
    if closed_on is None and carried is not None and carried.found == "selesai":
        closed_on = document.audited_on
    return FollowUp(
        closed=closed_on is not None,
        on_time=bool(closed_on and action.due_on and closed_on <= action.due_on),
        proof=bool(carried and (carried.note.strip() or carried.photos))
        or any(step.note.strip() or step.photos for step in action.steps),
    )
