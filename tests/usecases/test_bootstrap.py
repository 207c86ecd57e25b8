"""What a tablet takes along: enough for the next visit, of nobody but its user."""

from datetime import date
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.bootstrap import Bootstrap, Point, TagCounts, TagEntry, WorkshopEntry
from audit.domain.document import Answer, Remarks
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.workshops import Workshop
from audit.usecases import bootstrap as usecase
from audit.usecases import photo_points
from audit.usecases.bootstrap import bootstrap
from tests.factories import TODAY, a_document, a_workshop, stored
from tests.histories import a_history
from tests.statements import counted
from tests.tags import a_tag
from tests.usecases.visits import a_visit, finished, on

People = dict[str, User]


def taken(session: Session, user: User, target: int = 75) -> Bootstrap:
    session.rollback()  # a new snapshot
    return bootstrap(session, user, today=TODAY, timezone="Asia/Jakarta", target=target)


def entry(session: Session, user: User) -> WorkshopEntry:
    (only,) = taken(session, user).workshops
    return only


def test_it_says_for_whom_and_when(session: Session, mentor: User) -> None:
    got = taken(session, mentor)

    assert (got.user.id, got.user.name, got.user.language) == (mentor.id, "Mentor contoh", "id")
    assert (got.schema, got.today, got.timezone, got.target) == (1, TODAY, "Asia/Jakarta", 75)
    assert got.instruments == ("5r-ikm@1",)
    assert (got.workshops, got.drafts) == ((), ())


def test_a_workshop_before_its_first_visit(session: Session, mentor: User) -> None:
    made = a_workshop(mentor, pic_name="Sari", stage="madya", sector="metal")

    got = entry(session, mentor)

    assert (got.id, got.name, got.city) == (made.id, "CV Kurnia Teknik", "Surakarta")
    assert (got.sector, got.stage) == ("metal", "madya")
    assert (got.owner_name, got.pic_name) == ("Pemilik contoh", "Sari")
    assert got.areas == ("Produksi", "Gudang alat")
    assert (got.ordinal, got.last, got.next_visit_on, got.target) == (1, None, None, 75)
    assert (got.found, got.repeats, got.actions, got.agreed) == ((), {}, (), ())
    assert got.people == ("Pemilik contoh", "Sari")


def test_a_workshop_may_have_a_target_of_its_own(session: Session, mentor: User) -> None:
    a_workshop(mentor, target=60)

    assert entry(session, mentor).target == 60


def test_the_last_audit_comes_with_its_answers_and_the_shown_total(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    *_, last = a_history(mentor, workshop, next_visit_on=date(2026, 12, 22))

    got = entry(session, mentor)

    assert got.ordinal == 6
    assert got.next_visit_on == date(2026, 12, 22)
    assert got.last is not None
    assert (got.last.id, got.last.number, got.last.mentor) == (
        last.id,
        last.number,
        "Mentor contoh",
    )
    assert got.last.audited_on == last.audited_on
    assert (got.last.total, got.last.band) == ("55.0", "poor")
    assert got.last.scores == last.scores
    assert {code: answer.score for code, answer in got.last.answers.items()} == last.scores


def test_an_audit_without_a_total_has_neither_total_nor_band(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    none = {f"R1.{number}": "na" for number in range(1, 8)}
    finished(mentor, a_visit(workshop, mentor, none))

    last = entry(session, mentor).last

    assert last is not None
    assert (last.total, last.band) == (None, None)


def test_repeats_count_the_audits_in_a_row_up_to_the_last(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    for day, low in enumerate(
        [["R3.1", "R2.1"], ["R1.1", "R2.1"], ["R3.1", "R2.1"]],
    ):
        finished(mentor, a_visit(workshop, mentor, dict.fromkeys(low, 1), day=40 * day))

    got = entry(session, mentor)

    assert got.found == ("R2.1", "R3.1")
    assert got.repeats == {"R2.1": 3, "R3.1": 1}
    assert got.tried == {"R2.1": (action_text(session, "R2.1"),)}


def action_text(session: Session, item: str) -> str:
    """The newest action of an item."""
    ordered = sa.select(Action.text).where(Action.item == item).order_by(Action.id.desc())
    return session.scalars(ordered.limit(1)).one()


def test_what_was_tried_twice_comes_along_whatever_became_of_it(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    for day in (0, 40):
        saved = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, day=day)).document
    with writing() as writer:
        writer.get_one(Action, saved.findings[0].id).state = "closed"
        writer.get_one(Action, saved.findings[0].id).chosen = False

    got = entry(session, mentor)

    assert (got.actions, got.agreed) == ((), ())
    assert got.tried == {"R2.1": (saved.findings[0].action.text,)}


def test_actions_are_the_live_ones_and_agreed_what_became_of_the_chosen(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    low = {f"R{pillar}.1": 1 for pillar in (1, 2, 3, 4)}
    saved = finished(mentor, a_visit(workshop, mentor, low)).document
    ids = {finding.item: finding.id for finding in saved.findings}
    with writing() as writer:
        closed = writer.get_one(Action, ids["R1.1"])
        closed.state, closed.closed_on = "closed", on(9)
        step = ActionStep(by_id=mentor.id, from_state="open", to_state="closed", note="dilihat")
        closed.steps.append(step)
        writer.get_one(Action, ids["R3.1"]).state = "cancelled"
        writer.get_one(Action, ids["R4.1"]).chosen = False

    got = entry(session, mentor)

    live, other = got.actions
    assert (other.item, other.chosen) == ("R4.1", False)
    assert (live.id, live.audit, live.item, live.state) == (ids["R2.1"], saved.id, "R2.1", "open")
    assert (live.pic, live.due_on, live.priority) == ("Kepala bengkel", on(14), "sedang")
    assert live.text
    assert live.chosen
    assert [(a.id, a.due_on, a.closed_on, a.proof) for a in got.agreed] == [
        (ids["R1.1"], on(14), on(9), True),
        (ids["R2.1"], on(14), None, False),
    ]
    assert got.people == ("Pemilik contoh", "Kepala bengkel")


def test_actions_of_older_audits_are_live_too_but_not_agreed(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1})).document
    finished(mentor, a_visit(workshop, mentor, {}, day=40))

    got = entry(session, mentor)

    assert [action.audit for action in got.actions] == [first.id]
    assert got.agreed == ()


def test_drafts_come_with_their_version_and_whole(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    saved = stored(mentor, a_document(workshop, mentor, remarks=Remarks(private="hanya saya")))
    again = msgspec.structs.replace(saved.document, answers={"R1.1": Answer(score=3)})
    stored(mentor, again, saved.version)

    (draft,) = taken(session, mentor).drafts

    assert draft.version == 2
    assert draft.document.answers["R1.1"].score == 3
    assert draft.document.remarks.private == "hanya saya"


def test_the_workshop_of_a_draft_comes_along_whoever_mentors_it(
    session: Session, people: People, workshop: Workshop
) -> None:
    coordinator = people["coordinator"]
    assert taken(session, coordinator).workshops == ()

    stored(coordinator, a_document(workshop, coordinator))

    assert [w.id for w in taken(session, coordinator).workshops] == [workshop.id]


def test_nothing_of_others_comes_along(session: Session, people: People) -> None:
    mentor, mentor2 = people["mentor"], people["mentor2"]
    shared = a_workshop(mentor, mentor2)
    secret = Remarks(private="rahasia pendamping")
    finished(mentor2, a_visit(shared, mentor2, {"R2.1": 1}, remarks=secret))
    stored(mentor2, a_document(shared, mentor2, remarks=secret))
    a_workshop(mentor2, name="UD Lain")

    text = msgspec.json.encode(taken(session, mentor)).decode()

    assert "CV Kurnia Teknik" in text
    assert "rahasia" not in text
    assert "UD Lain" not in text
    assert taken(session, mentor).drafts == ()


@pytest.mark.parametrize("drafts", [0, 3])
def test_twenty_workshops_take_as_many_statements_as_one(
    session: Session, mentor: User, drafts: int
) -> None:
    def workshops(count: int, **given: Any) -> None:
        for _ in range(count):
            made = a_workshop(mentor, **given)
            for day in (0, 40):
                finished(mentor, a_visit(made, mentor, {"R2.1": 1, "R1.1": 0}, day=day))
            for _ in range(drafts):
                stored(mentor, a_document(made, mentor))

    workshops(1)
    session.rollback()
    with counted() as first:
        taken(session, mentor)
    workshops(19)
    session.rollback()
    with counted() as then:
        assert len(taken(session, mentor).workshops) == 20

    assert 0 < len(then) == len(first) <= 12


def test_photo_points_go_along_in_the_order_of_the_walk(session: Session, mentor: User) -> None:
    workshop = a_workshop(mentor)
    with writing() as writer:
        second = photo_points.add(writer, mentor, workshop.id, "Pintu", None)
        first = photo_points.add(writer, mentor, workshop.id, "Rak alat", "a" * 64)
        photo_points.move(writer, mentor, workshop.id, first.id, "up")

    assert entry(session, mentor).points == (
        Point(id=first.id, name="Rak alat", photo="a" * 64),
        Point(id=second.id, name="Pintu", photo=None),
    )


def test_red_tags_that_wait_are_counted_where_anything_was_ever_tagged(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    other = a_workshop(mentor, name="UD Tanpa Label")
    for days in (0, 30, 31):
        a_tag(workshop, mentor, days)
    a_tag(workshop, mentor, 90, decision="jual")

    entries = {entry.id: entry for entry in taken(session, mentor).workshops}

    assert entries[workshop.id].red_tags == TagCounts(undecided=3, overdue=1)
    assert entries[other.id].red_tags is None


def test_tags_that_wait_come_along_longest_waiting_first(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    young = a_tag(workshop, mentor, 2, name="Ember", photo="a" * 64)
    old = a_tag(workshop, mentor, 40, name="Kipas", area="", quantity="")
    a_tag(workshop, mentor, 90, decision="jual")

    got = entry(session, mentor)

    assert got.red_tags == TagCounts(undecided=2, overdue=1)
    assert [tag.name for tag in got.tags] == ["Kipas", "Ember"]
    assert got.tags[0].id == old.id and got.tags[0].photo is None
    assert got.tags[1] == TagEntry(
        id=young.id,
        number=young.number,
        name="Ember",
        quantity="1 unit",
        area="Produksi",
        reason="rusak",
        photo="a" * 64,
        tagged_on=young.tagged_on,
    )


def test_of_very_many_tags_those_come_along_that_wait_longest(
    session: Session, mentor: User, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usecase, "MOST_TAGS", 2)
    for days in (1, 3, 2):
        a_tag(workshop, mentor, days, name=f"{days}")

    assert [tag.name for tag in entry(session, mentor).tags] == ["3", "2"]
