"""Who may see an action, and which of its steps moved it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep, NoSuchActionError
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.factories import a_workshop
from tests.rows import an_action, an_audit

People = dict[str, User]


def test_an_action_is_found_by_who_may_see_its_workshop(
    session: Session, people: People, workshop: Workshop
) -> None:
    action_id = an_action(an_audit(workshop, people["mentor"], number="A-1")).id
    elsewhere = a_workshop(people["mentor"], name="Lain")

    for name in ("mentor", "coordinator", "admin"):
        assert actions.get(session, people[name], action_id, lock=True).id == action_id
        assert actions.told(session, people[name], action_id).id == action_id
    assert actions.get_shared(session, workshop.id, action_id, lock=True).id == action_id
    hidden: list[Callable[[], Action]] = [
        lambda: actions.get(session, people["mentor2"], action_id),
        lambda: actions.told(session, people["mentor2"], action_id),
        lambda: actions.get(session, people["admin"], new_id()),
        lambda: actions.get_shared(session, elsewhere.id, action_id),
    ]
    for look in hidden:
        with pytest.raises(NoSuchActionError):
            look()


def test_a_change_of_plan_is_no_move_and_no_report() -> None:
    mentor, colleague = new_id(), new_id()
    report = ActionStep(from_state="open", to_state="reported", by_id=mentor)
    replan = ActionStep(from_state="reported", to_state="reported", by_id=colleague)
    seen = ActionStep(from_state="open", to_state="open", by_id=mentor, audit_id=new_id())

    action = Action(state="reported", steps=[seen, report, replan])

    assert (action.moves, action.reported_by, action.live) == ([seen, report], mentor, True)
    assert Action(steps=[seen]).reported_by is None
