"""What a re-check is to look at, and what it left without an answer, as of its end."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Carried, PointSeen
from audit.extensions import writing
from audit.storage import rechecks
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_document, stored
from tests.rows import an_action, an_audit

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def moved(action: Action, before: str, after: str, at: datetime) -> None:
    with writing() as session:
        session.add(ActionStep(action_id=action.id, at=at, from_state=before, to_state=after))


def test_it_looks_at_live_actions_of_earlier_audits_by_their_date(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    audit = an_audit(workshop, people["mentor"], number="A-1")
    document = a_document(workshop, people["mentor"], type="recheck")
    later = an_audit(workshop, people["mentor"], number="A-2", audited_on=TODAY + timedelta(days=1))
    without = an_action(audit, due_on=None, state="reported")
    second = an_action(audit)
    first = an_action(audit, due_on=TODAY - timedelta(days=1), state="in_progress")
    an_action(audit, state="closed")
    an_action(later)

    looked = rechecks.to_look_at(session, document)

    assert [action.id for action in looked] == [first.id, second.id, without.id]


def test_it_ended_when_it_became_final(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    seen = PointSeen(point=new_id(), name="Rak alat", photos=("a" * 64,))
    recheck = a_document(workshop, people["mentor"], type="recheck", points=(seen,))
    saved = stored(people["mentor"], recheck)
    assert rechecks.ended_at(session, saved.document.id) is None
    session.rollback()

    stored(people["mentor"], replace(saved.document, status="final"), saved.version)

    assert rechecks.ended_at(session, saved.document.id) is not None


def test_what_happened_later_does_not_change_what_it_left_out(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    audit = an_audit(workshop, people["mentor"], number="A-1")
    answered, still_open, closed_later, closed_before = (
        an_action(audit, state=state) for state in ("open", "open", "closed", "closed")
    )
    moved(closed_later, "open", "closed", NOW + timedelta(hours=1))
    moved(closed_before, "open", "closed", NOW - timedelta(hours=1))
    document = a_document(
        workshop,
        people["mentor"],
        type="recheck",
        carried=(Carried(action=answered.id, found="belum"),),
    )

    left = rechecks.not_looked_at(session, document, NOW)

    assert {action.id for action in left} == {still_open.id, closed_later.id}
