"""A quick look between audits: it moves actions, has its own numbers, and is no audit."""

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Carried, PointSeen
from audit.domain.rechecks import field_name
from audit.extensions import writing
from audit.storage import audits, photo_points, uploads
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases import deleting
from audit.usecases.audits import Saved
from audit.usecases.errors import BlockedError, DeletedError, FinalError, InvalidError
from audit.usecases.follow_up import closed_before, proposed_follow_up
from tests.factories import a_workshop, stored
from tests.usecases.rechecks import a_point, answered, begun, ended, row
from tests.usecases.visits import a_visit, action_of, corrected, finished, on

SHA = "a" * 64


def test_it_begins_once_however_often_it_is_pressed(mentor: User, workshop: Workshop) -> None:
    draft = stored(mentor, a_visit(workshop, mentor, {}))

    first, again = begun(mentor, workshop), begun(mentor, workshop)

    assert first == again != draft.document.id
    assert (row(first).type, row(first).number) == ("recheck", None)


def test_nobody_begins_one_elsewhere(people: dict[str, User], workshop: Workshop) -> None:
    with pytest.raises(NoSuchWorkshopError):
        begun(people["mentor2"], workshop)


@pytest.mark.parametrize(
    ("found", "state"),
    [("selesai", "closed"), ("sebagian", "in_progress"), ("belum", "open")],
)
def test_its_end_moves_actions_as_a_visit_does(
    session: Session, mentor: User, workshop: Workshop, first: Saved, found: str, state: str
) -> None:
    action = action_of(session, first)
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action.id: found})
    assert action_of(session, first).state == "open"

    audit = ended(mentor, recheck)

    assert (audit.number, audit.status) == ("CEK-2026-0001", "final")
    moved = action_of(session, first)
    assert (moved.state, moved.steps[-1].note) == (state, "dilihat")


def test_audits_count_on_beside_it(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {first.document.findings[0].id: "belum"})
    ended(mentor, recheck)

    second = finished(mentor, a_visit(workshop, mentor, {}, 30))

    assert second.document.number == "AUD-2026-0002"
    session.rollback()
    assert [past.id for past in audits.history(session, workshop.id)] == [
        first.document.id,
        second.document.id,
    ]


def test_an_answer_without_proof_keeps_it_open(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first)
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action.id: "selesai"}, note="")

    with pytest.raises(BlockedError) as refused:
        ended(mentor, recheck)

    assert [(one.kind, one.action) for one in refused.value.missing] == [
        ("carried_proof", action.id)
    ]
    assert action_of(session, first).state == "open"


def test_one_that_looked_at_nothing_does_not_end(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    recheck = begun(mentor, workshop)
    with pytest.raises(BlockedError) as refused:
        ended(mentor, recheck)
    assert [one.kind for one in refused.value.missing] == ["nothing_seen"]

    answered(mentor, recheck, {}, points={a_point(mentor, workshop): SHA})

    assert ended(mentor, recheck).number == "CEK-2026-0001"


def test_photos_of_points_are_for_all_who_see_the_workshop(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop
) -> None:
    point, elsewhere = a_point(mentor, workshop), a_point(mentor, a_workshop(mentor))
    recheck = begun(mentor, workshop)

    answered(mentor, recheck, {}, points={point: SHA, elsewhere: "b" * 64})

    session.rollback()
    assert [seen.point_id for seen in photo_points.seen(session, recheck)] == [point]
    assert uploads.readable(session, people["coordinator"], [SHA, "b" * 64]) == {SHA}


def test_nobody_shows_a_photo_of_others_by_naming_it(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first)
    with writing() as writer:
        uploads.remember(writer, people["mentor2"], SHA)
        uploads.remember(writer, mentor, "b" * 64)
    recheck = begun(mentor, workshop)

    answered(mentor, recheck, {action.id: "selesai"}, added={action.id: [SHA, "b" * 64]})

    assert row(recheck).read().carried[0].photos == ("b" * 64,)


def test_two_who_differ_each_keep_what_they_see(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first).id
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action: "belum"}, note="masih dipakai", version=1)

    both = answered(mentor, recheck, {action: "belum"}, note="sudah pindah", version=1)

    assert both == {field_name(action, "note")}
    assert row(recheck).read().carried[0].note == "masih dipakai"
    assert answered(mentor, recheck, {action: "belum"}, note="sudah pindah") == frozenset()
    assert row(recheck).read().carried[0].note == "sudah pindah"


def test_sending_the_page_decides_what_differed(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first).id
    recheck = begun(mentor, workshop)
    blank = row(recheck).read()
    for found in ("belum", "sebagian"):
        entry = Carried(action=action, found=found, note="x")
        stored(mentor, replace(blank, carried=(entry,)), 1)
    assert row(recheck).read().conflicts

    answered(mentor, recheck, {action: "sebagian"}, version=row(recheck).version)

    document = row(recheck).read()
    assert (document.conflicts, document.carried[0].found) == ((), "sebagian")


def test_what_is_over_takes_no_answers(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first).id
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action: "belum"})
    ended(mentor, recheck)
    ended(mentor, recheck)  # a second press changes nothing
    dropped = begun(mentor, workshop)
    with writing() as writer:
        deleting.delete(writer, mentor, dropped)

    with pytest.raises(FinalError):
        answered(mentor, recheck, {action: "selesai"})
    with pytest.raises(DeletedError):
        answered(mentor, dropped, {action: "selesai"})
    with pytest.raises(NoSuchAuditError):
        answered(people["mentor2"], recheck, {action: "selesai"})


def test_a_sheet_in_it_is_refused(mentor: User, workshop: Workshop) -> None:
    document = a_visit(workshop, mentor, {}, type="recheck")

    with pytest.raises(InvalidError) as refused:
        stored(mentor, document)
    rated = {"R1.1": Answer(score=1)}
    points = (PointSeen(point=a_point(mentor, workshop), photos=(SHA,)),)
    with pytest.raises(InvalidError):
        stored(mentor, replace(document, answers=rated, points=points, status="final"))

    assert {(fault.field, fault.code) for fault in refused.value.faults} == {
        ("answers", "not_in_recheck")
    }


def test_the_next_audit_counts_what_it_closed_with_its_proof(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first)
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action.id: "selesai"}, note="papan terpasang")
    ended(mentor, recheck)
    session.rollback()

    document = a_visit(workshop, mentor, {}, 30)

    assert proposed_follow_up(session, document) == (4, 1, 1)
    step = closed_before(action_of(session, first), document)
    assert step and (step.audit_id, step.note) == (recheck, "papan terpasang")
    early = replace(document, audited_on=on(1))
    assert closed_before(action_of(session, first), early) is None


def test_the_visit_that_closes_an_action_did_not_find_it_closed(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    entry = Carried(action=action_of(session, first).id, found="selesai", note="beres")
    second = finished(mentor, a_visit(workshop, mentor, {}, 30, carried=(entry,)))

    assert closed_before(action_of(session, first), second.document) is None


def test_a_correction_through_the_api_takes_an_answer_back(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first)
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {action.id: "selesai"})
    audit = ended(mentor, recheck)

    last = Saved(audit.version, recheck, "", audit.read())
    corrected(mentor, last, carried=())

    assert action_of(session, first).state == "open"
    assert row(recheck).number == "CEK-2026-0001"
