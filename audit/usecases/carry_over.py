"""From one visit to the next: actions are made, looked at again, closed or continued."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.actions import LIVE, after_visit
from audit.domain.document import Carried, Document, Finding
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep


@dataclass(frozen=True)
class Visit:
    """The final audit that moves actions: by whom, when, and how it stood before."""

    session: Session
    user: User
    document: Document
    stored: Document | None
    at: datetime

    @property
    def id(self) -> UUID:
        """The audit's id."""
        return self.document.id

    def changed(self) -> dict[UUID, Carried | None]:
        """What was found of earlier actions, where that is new; None where it was taken back.

        A draft had found nothing yet, so all of its first final version is new.
        """
        corrected = self.stored is not None and self.stored.status == "final"
        then = {c.action: c for c in self.stored.carried} if corrected and self.stored else {}
        now = {c.action: c for c in self.document.carried}
        return {i: now.get(i) for i in now.keys() | then.keys() if now.get(i) != then.get(i)}


def settle_actions(visit: Visit) -> None:
    """Write what a final audit means for actions: the carried ones, then its own.

    An older action whose item is found wanting again is continued by the new
    one, so that nothing is asked of the workshop twice. A correction does the
    same for what it changed, and leaves the actions of later audits alone.
    """
    earlier = {a.id: a for a in actions.before_audit(visit.session, visit.document)}
    for action_id, carried in visit.changed().items():
        if action := earlier.get(action_id):
            look_again(visit, action, carried)
    wanted = {f.id: f for f in visit.document.findings if asks_action(f)}
    known = {action.id: action for action in actions.of_audit(visit.session, visit.id)}
    for finding in wanted.values():
        agree(visit, finding, known.get(finding.id))
    for action in known.values():
        if action.id not in wanted and action.state in LIVE:
            move(visit, action, "cancelled", visit.document.revision_reason)
    continue_repeated(visit, earlier.values(), {finding.item for finding in wanted.values()})


def asks_action(finding: Finding) -> bool:
    """Whether a finding has an action that somebody is to do."""
    return not finding.declined and bool(finding.action.text.strip())


def look_again(visit: Visit, action: Action, carried: Carried | None) -> None:
    """Record what this visit found of an earlier action, or that it found nothing after all."""
    mine = [step for step in action.steps if step.audit_id == visit.id]
    if mine and action.steps[-1].audit_id != visit.id:
        return  # a later visit looked too, and saw the newer truth
    before = mine[0].from_state if mine else action.state
    state = after_visit(before, carried.found) if carried else before
    action.closed_on = visit.document.audited_on if state == "closed" else None
    note = carried.note if carried else visit.document.revision_reason
    move(visit, action, state, note, carried.photos if carried else ())


def agree(visit: Visit, finding: Finding, row: Action | None) -> None:
    """Make the row of an action, or bring it in line with a correction."""
    if row is None:
        document = visit.document
        row = Action(id=finding.id, audit_id=document.id, workshop_id=document.workshop.id)
        row.state = "open"
        visit.session.add(row)
    elif row.cancelled_by(visit.id):
        move(visit, row, "open", visit.document.revision_reason)
    planned = finding.action
    row.item, row.area, row.finding = finding.item, finding.area, finding.text
    row.text, row.root_cause, row.pic = planned.text, planned.root_cause, planned.pic
    row.due_on, row.priority, row.cost = planned.due_on, planned.priority, planned.cost
    row.chosen, row.repeat = planned.chosen, finding.repeat


def continue_repeated(visit: Visit, earlier: Iterable[Action], items: AbstractSet[str]) -> None:
    """End older actions of items that have a new one; take up again those that lost it."""
    for action in earlier:
        if action.item in items and action.state in LIVE:
            reason = f"Diteruskan oleh tindakan baru dari audit {visit.document.number}."
            move(visit, action, "cancelled", reason)
        elif action.item not in items and action.cancelled_by(visit.id):
            state = action.steps[-1].from_state
            move(visit, action, state, visit.document.revision_reason)


def move(visit: Visit, action: Action, state: str, note: str, photos: Sequence[str] = ()) -> None:
    """Put an action into a state and keep who, when and why."""
    action.steps.append(
        ActionStep(
            audit_id=visit.id,
            by_id=visit.user.id,
            at=visit.at,
            from_state=action.state,
            to_state=state,
            note=note,
            photos=list(photos),
        )
    )
    action.state = state
