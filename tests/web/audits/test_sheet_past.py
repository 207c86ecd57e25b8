"""What earlier audits left, from the database."""

from datetime import date

from audit.domain.document import Answer
from audit.extensions import db
from audit.web.audits.sheet_past import past
from tests.answers import HISTORY
from tests.factories import TODAY
from tests.tags import a_tag
from tests.web.audits.sheets import Desk, earlier


def test_a_first_audit_has_no_past(desk: Desk) -> None:
    left = past(db.session, desk.document())

    assert (left.audits, left.newest, left.open) == ([], None, [])
    assert left.proposal.first
    assert left.last("R1.1") is None


def test_the_last_audit_and_its_open_actions_are_found(desk: Desk) -> None:
    earlier(desk, HISTORY[-2], date(2026, 9, 29))
    last = earlier(desk, HISTORY[-1])

    left = past(db.session, desk.document())

    assert [audit.audited_on for audit in left.audits] == [date(2026, 9, 29), date(2026, 10, 27)]
    assert left.last("R2.1") == last.answer("R2.1")
    assert {action.audit_id for action in left.open} >= {last.id}
    assert left.repeat("R2.1") == 3
    assert (left.proposal.score, left.proposal.closed, left.proposal.of) == (0, 0, 5)
    assert not left.proposal.first


def test_an_item_that_the_last_audit_left_unrated_has_no_last_answer(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    left = past(db.session, desk.document())
    assert left.newest is not None
    left.newest.answers["R2.1"] = Answer()

    assert left.last("R2.1") is None


def test_a_later_audit_is_no_past(desk: Desk) -> None:
    earlier(desk, HISTORY[-1], TODAY)
    desk.elsewhere(R1_1=Answer(score=3))
    before = past(db.session, desk.document())

    assert [audit.audited_on for audit in before.audits] in ([], [TODAY])


def test_red_tags_are_counted_on_the_day_of_the_visit(desk: Desk) -> None:
    for days in (-5, 30, 31):
        a_tag(desk.workshop, desk.mentor, days)
    a_tag(desk.workshop, desk.mentor, 90, decision="buang")

    left = past(db.session, desk.document())

    assert left.red_tags is not None
    assert (left.red_tags.undecided, left.red_tags.overdue) == (3, 1)
