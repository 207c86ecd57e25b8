"""From one visit to the next: actions are made, looked at again, closed or continued."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.actions import LIVE, after_visit
from audit.domain.document import Carried, Document, Finding
from audit.storage import actions, audits, past_actions
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.past_actions import Agreed

PLANNED = ("text", "root_cause", "pic", "due_on", "priority", "cost", "chosen")


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

    @property
    def moved(self) -> bool:
        """Whether a correction gave it another day, and so another place among the audits."""
        stored = self.stored
        return stored is not None and stored.audited_on != self.document.audited_on

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

    An action whose item a later audit found wanting again is continued by that audit's
    action, so that nothing is asked of the workshop twice. Audits come in any order: one
    that arrives late finds its actions continued already, and undoes nothing of later ones.
    """
    settle_items(visit, looked_at(visit) | agreed_on(visit))


def settle_items(visit: Visit, items: set[str]) -> None:
    """Let one action of each item stand, that of the newest audit."""
    rows = past_actions.of_items(visit.session, visit.document.workshop.id, items)
    for item in items:
        hand_over(visit, [row for row in rows if row.action.item == item])


def looked_at(visit: Visit) -> set[str]:
    """Record what is new about earlier actions; gives the items of those that it moved."""
    earlier = {a.id: a for a in past_actions.before_audit(visit.session, visit.document)}
    later = audits.later(visit.session, visit.document)
    items = set()
    for action_id, carried in visit.changed().items():
        action = earlier.get(action_id)
        if action and not any(looks(step, later) for step in action.steps):
            look_again(visit, action, carried)
            items.add(action.item)
    return items


def looks(step: ActionStep, later: AbstractSet[UUID]) -> bool:
    """Whether a later visit looked at the action, and saw the newer truth."""
    return step.audit_id in later and "cancelled" not in (step.from_state, step.to_state)


def look_again(visit: Visit, action: Action, carried: Carried | None) -> None:
    """Record what this visit found of an earlier action, or that it found nothing after all."""
    mine = [step for step in action.steps if step.audit_id == visit.id]
    if mine and action.moves[-1].audit_id != visit.id:
        return  # somebody moved it since
    before = mine[0].from_state if mine else action.state
    state = after_visit(before, carried.found) if carried else before
    note = carried.note if carried else visit.document.revision_reason
    closed = action.state == "closed"
    move(visit, action, state, note, carried.photos if carried else ())
    if closed and state in LIVE and not stands(visit.session, action):
        move(visit, action, "cancelled", visit.document.revision_reason, by=action.audit_id)


def stands(session: Session, action: Action) -> bool:
    """Whether the audit that agreed an action still has its finding."""
    agreed = audits.documents(session, [action.audit_id])[action.audit_id]
    return any(finding.id == action.id and asks_action(finding) for finding in agreed.findings)


def agreed_on(visit: Visit) -> set[str]:
    """Bring the audit's own actions in line; gives the items that have others than before."""
    known = {action.id: action for action in actions.of_audit(visit.session, visit.id)}
    wanted = {f.id: f for f in visit.document.findings if asks_action(f)}
    items = {action.item for action in known.values()} if visit.moved else set()
    for finding in wanted.values():
        items |= agree(visit, finding, known.get(finding.id))
    for action in known.values():
        if action.id not in wanted and (action.state in LIVE or action.continued):
            move(visit, action, "cancelled", visit.document.revision_reason)
            items.add(action.item)
    return items


def asks_action(finding: Finding) -> bool:
    """Whether a finding has an action that somebody is to do."""
    return not finding.declined and bool(finding.action.text.strip())


def agree(visit: Visit, finding: Finding, row: Action | None) -> set[str]:
    """Make the row of an action, or bring it in line with a correction.

    Gives the items that have another action than before.
    """
    items = {finding.item}
    if row is None:
        document = visit.document
        row = Action(id=finding.id, audit_id=document.id, workshop_id=document.workshop.id)
        row.state = "open"
        visit.session.add(row)
    elif row.withdrawn:
        move(visit, row, row.state_before, visit.document.revision_reason)
    else:
        items ^= {row.item}
    before = agreed_before(visit, finding.id)
    for name, value in columns(finding).items():
        # A correction leaves alone what it does not change: the plan may have changed since.
        if before.get(name, ...) != value:
            setattr(row, name, value)
    return items


def agreed_before(visit: Visit, finding_id: UUID) -> dict[str, Any]:
    """The columns of an action as the audit had agreed them before it was corrected."""
    if visit.stored is None or visit.stored.status != "final":
        return {}
    found = (f for f in visit.stored.findings if f.id == finding_id and asks_action(f))
    return next((columns(finding) for finding in found), {})


def columns(finding: Finding) -> dict[str, Any]:
    """What a finding says of its action, by column."""
    planned = finding.action
    own = {"item": finding.item, "area": finding.area, "finding": finding.text}
    plan = {name: getattr(planned, name) for name in PLANNED}
    return own | plan | {"repeat": finding.repeat}


def hand_over(visit: Visit, rows: Sequence[Agreed]) -> None:
    """End the actions of an item that have a newer one; take up again those that lost it.

    :param rows: every action of the item, those of early audits first
    """
    for number, (action, _, audit_id, _) in enumerate(rows):
        newer = first_standing(rows[number + 1 :], audit_id)
        if newer and action.state in LIVE:
            reason = f"Diteruskan oleh tindakan baru dari audit {newer.number}."
            move(visit, action, "cancelled", reason, by=newer.audit_id)
        elif newer is None and action.continued:
            move(visit, action, action.state_before, visit.document.revision_reason)


def first_standing(rows: Iterable[Agreed], audit_id: UUID) -> Agreed | None:
    """The first action of another audit whose finding stands."""
    others = (row for row in rows if row.audit_id != audit_id)
    return next((row for row in others if not row.action.withdrawn), None)


def move(
    visit: Visit,
    action: Action,
    state: str,
    note: str,
    photos: Sequence[str] = (),
    by: UUID | None = None,
) -> None:
    """Put an action into a state and keep who, when and why.

    :param by: the audit that does so, where it is not this one
    """
    action.steps.append(
        ActionStep(
            audit_id=by or visit.id,
            by_id=visit.user.id,
            at=visit.at,
            from_state=action.state,
            to_state=state,
            note=note,
            photos=list(photos),
        )
    )
    action.state = state
    action.closed_on = visit.document.audited_on if state == "closed" else None
