"""An audit comes back from its report, perhaps after later ones that knew of it."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from audit.storage import actions, audits
from audit.usecases import carry_over
from audit.usecases.carry_over import Visit


def settle_actions(visit: Visit) -> None:
    """Write what a final audit means for actions, as if it had come in its turn."""
    later = audits.later(visit.session, visit.document)
    take_up(visit, later)
    items = carry_over.looked_at(visit) | carry_over.agreed_on(visit)
    look_after(visit, later)
    carry_over.settle_items(visit, items)


def take_up(visit: Visit, later: AbstractSet[UUID]) -> None:
    """Let it look at actions that only audits after it went on with.

    Whether they still do is settled once it has.
    """
    looked_at = [carried.action for carried in visit.document.carried]
    for action in actions.by_ids(visit.session, looked_at).values():
        if action.continued and action.steps[-1].audit_id in later:
            last = action.steps.pop()
            action.state = last.from_state
            visit.session.delete(last)
    visit.session.flush()


def look_after(visit: Visit, later: AbstractSet[UUID]) -> None:
    """Record what later audits found of the actions that come only now."""
    visit.session.flush()
    new = {action.id: action for action in actions.of_audit(visit.session, visit.id)}
    for row in audits.by_ids(visit.session, later):
        look = Visit(visit.session, row.mentor, row.read(), None, row.stored_at)
        for carried in look.document.carried:
            if action := new.get(carried.action):
                carry_over.look_again(look, action, carried)
