"""The plan of an action changes between visits; the record says what it was before."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from msgspec import structs
from sqlalchemy.orm import Session

from audit.domain.plans import Plan
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action, NoSuchActionError
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases.acting import Step, Taker, take_step
from audit.usecases.audits import Saved
from audit.usecases.errors import InvalidError, MovedError, RefusedStepError
from audit.usecases.replanning import edition, plan_of, replan
from tests.factories import TODAY
from tests.rows import an_action, an_audit
from tests.usecases.visits import a_visit, action_of, carried, corrected, finished

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def action(mentor: User, workshop: Workshop) -> Action:
    return an_action(an_audit(workshop, mentor, number="A-1"))


def now(session: Session, action: Action) -> Action:
    session.rollback()
    return session.get_one(Action, action.id)


def planned(session: Session, action: Action, who: User, plan: Plan, seen: str = "") -> Action:
    edit = seen or edition(now(session, action))
    with writing() as writer:
        replan(writer, action.id, plan, Taker(user=who), seen=edit, at=NOON)
    return now(session, action)


def test_a_new_plan_is_kept_with_what_it_was(
    session: Session, mentor: User, action: Action
) -> None:
    plan = replace(
        plan_of(action), pic="Budi", due_on=date(2026, 12, 8), cost="kecil", root_cause="Tak ada."
    )

    row = planned(session, action, mentor, plan)

    assert plan_of(row) == plan
    (step,) = row.steps
    assert (step.from_state, step.to_state, step.by_id) == ("open", "open", mentor.id)
    assert step.replans and row.moves == []
    assert step.note.splitlines() == [
        "Akar masalah: – → Tak ada.",
        "PIC: Kepala bengkel → Budi",
        "Tenggat: 24 Nov 2026 → 8 Des 2026",
        "Biaya: tanpa biaya → biaya kecil",
    ]


def test_a_plan_that_changes_nothing_leaves_no_trace(
    session: Session, mentor: User, action: Action
) -> None:
    assert planned(session, action, mentor, plan_of(action)).steps == []


def test_the_document_keeps_what_was_agreed(session: Session, mentor: User, first: Saved) -> None:
    action = action_of(session, first)
    before = session.get_one(Audit, first.document.id).document

    planned(session, action, mentor, replace(plan_of(action), pic="Budi"))

    assert session.get_one(Audit, first.document.id).document == before


def test_who_changes_the_plan_of_a_reported_action_did_not_report_it(
    session: Session, people: dict[str, User], mentor: User, action: Action
) -> None:
    with writing() as writer:
        step = Step("open", "reported", "sudah dipasang")
        take_step(writer, action.id, step, Taker(user=people["coordinator"]), at=NOON, today=TODAY)

    row = planned(session, action, mentor, replace(plan_of(action), pic="Budi"))

    assert row.reported_by == people["coordinator"].id


def test_a_plan_made_on_an_old_page_is_refused(
    session: Session, people: dict[str, User], mentor: User, action: Action
) -> None:
    planned(session, action, people["coordinator"], replace(plan_of(action), pic="Budi"), "0")

    with pytest.raises(MovedError):
        planned(session, action, mentor, replace(plan_of(action), pic="Sri"), "0")

    assert now(session, action).pic == "Budi"


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_an_ended_action_has_no_plan_to_change(
    session: Session, mentor: User, workshop: Workshop, state: str
) -> None:
    action = an_action(an_audit(workshop, mentor, number="A-1"), state=state)

    with pytest.raises(RefusedStepError):
        planned(session, action, mentor, replace(plan_of(action), pic="Budi"))


def test_what_the_owner_chose_keeps_somebody_and_a_date(
    session: Session, mentor: User, action: Action
) -> None:
    with pytest.raises(InvalidError) as refused:
        planned(session, action, mentor, replace(plan_of(action), pic="", due_on=None))

    assert [fault.field for fault in refused.value.faults] == ["pic", "due_on"]
    assert now(session, action).pic == "Kepala bengkel"


def test_plans_of_other_workshops_are_not_found(
    session: Session, people: dict[str, User], action: Action
) -> None:
    with pytest.raises(NoSuchActionError):
        planned(session, action, people["mentor2"], plan_of(action))


def test_a_correction_leaves_alone_what_changed_since_but_changes_what_it_corrects(
    session: Session, mentor: User, first: Saved
) -> None:
    action = action_of(session, first)
    planned(session, action, mentor, replace(plan_of(action), pic="Budi", cost="perlu-anggaran"))
    (finding,) = first.document.findings
    other = structs.replace(
        finding,
        text="Kunci pas hilang.",
        edited=("text", "cost"),
        action=structs.replace(finding.action, cost="tanpa"),
    )

    corrected(mentor, first, findings=(other,))

    row = action_of(session, first)
    assert (row.pic, row.finding, row.cost) == ("Budi", "Kunci pas hilang.", "tanpa")


def test_a_correction_of_what_a_visit_found_counts_though_the_plan_changed_since(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first)
    looked = carried(action, "sebagian", note="baru mulai")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked))
    planned(session, action, mentor, replace(plan_of(action_of(session, first)), pic="Budi"))

    corrected(mentor, second, carried=carried(action, "selesai", note="sudah semua"))

    assert action_of(session, first).state == "closed"
