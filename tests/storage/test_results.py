from datetime import timedelta

from sqlalchemy.orm import Session

from audit.storage import results
from audit.storage.accounts import User
from audit.storage.base import utc_now
from tests.factories import TODAY, a_workshop
from tests.rows import an_action, an_audit


def test_of_workshop_lists_the_newest_first_and_nothing_deleted(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop, other = a_workshop(mentor), a_workshop(mentor)
    old = an_audit(workshop, mentor, number="A-1", audited_on=TODAY - timedelta(days=30))
    new = an_audit(workshop, mentor)
    an_audit(workshop, mentor, deleted_at=utc_now())
    an_audit(other, mentor)

    lines = results.of_workshop(session, workshop.id)

    assert [line.id for line in lines] == [new.id, old.id]
    assert [line.final for line in lines] == [False, True]
    assert (lines[1].workshop, lines[1].mentor) == (workshop.name, mentor.name)


def test_recent_are_final_audits_of_open_workshops(
    session: Session, people: dict[str, User]
) -> None:
    mentor, stranger = people["mentor"], people["mentor2"]
    mine, foreign = a_workshop(mentor), a_workshop(stranger)
    audit = an_audit(mine, mentor, number="A-1")
    an_audit(mine, mentor)
    an_audit(foreign, stranger, number="A-2")

    assert [line.id for line in results.recent(session, mentor, 5)] == [audit.id]
    assert len(results.recent(session, people["coordinator"], 5)) == 2
    assert len(results.recent(session, people["coordinator"], 1)) == 1


def test_latest_is_one_final_mentor_audit_a_workshop(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    seen, unseen, left_out = a_workshop(mentor), a_workshop(mentor), a_workshop(mentor)
    an_audit(seen, mentor, number="A-1", audited_on=TODAY - timedelta(days=9))
    newest = an_audit(seen, mentor, number="A-2", audited_on=TODAY - timedelta(days=2))
    an_audit(seen, mentor, number="A-3", type="self")
    an_audit(seen, mentor, number="A-4", deleted_at=utc_now())
    an_audit(seen, mentor)
    an_audit(unseen, mentor)
    an_audit(left_out, mentor, number="A-5")

    found = results.latest(session, [seen.id, unseen.id])

    assert {workshop: line.id for workshop, line in found.items()} == {seen.id: newest.id}


def test_live_actions_are_counted_by_workshop(session: Session, people: dict[str, User]) -> None:
    mentor = people["mentor"]
    one, none = a_workshop(mentor), a_workshop(mentor)
    audit, quiet = (an_audit(workshop, mentor) for workshop in (one, none))
    for state in ("open", "in_progress", "reported", "closed", "cancelled"):
        an_action(audit, state=state)
    an_action(quiet, state="closed")

    assert results.live_actions(session, [one.id, none.id]) == {one.id: 3}
