"""What each of several workshops left, read for all of them at once."""

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Answer
from audit.extensions import writing
from audit.storage import bootstrap
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.factories import a_document, a_workshop, stored
from tests.usecases.visits import a_visit, finished

People = dict[str, User]


@pytest.fixture
def two(people: People) -> list[Workshop]:
    return [a_workshop(people["mentor"], name=name) for name in ("UD Satu", "UD Dua")]


def test_drafts_are_the_users_own_where_he_may_still_look(session: Session, people: People) -> None:
    mentor, mentor2 = people["mentor"], people["mentor2"]
    shared, foreign = a_workshop(mentor, mentor2), a_workshop(mentor2)
    own = stored(mentor, a_document(shared, mentor)).document
    again = stored(mentor, a_document(shared, mentor, type="recheck")).document
    stored(mentor2, a_document(shared, mentor2))
    lost = stored(people["coordinator"], a_document(foreign, people["coordinator"])).document
    gone = stored(mentor, a_document(shared, mentor)).document
    with writing() as writer:
        writer.get_one(Audit, gone.id).deleted_at = writer.get_one(Audit, gone.id).stored_at
        writer.get_one(Audit, lost.id).mentor_id = mentor.id

    assert [draft.id for draft in bootstrap.drafts(session, mentor)] == [again.id, own.id]


def test_assigned_are_active_workshops_of_his_own_by_name(
    session: Session, people: People, two: list[Workshop]
) -> None:
    a_workshop(people["mentor"], name="UD Berhenti", active=False)
    a_workshop(people["mentor2"])

    assert [w.name for w in bootstrap.assigned(session, people["mentor"])] == ["UD Dua", "UD Satu"]
    assert bootstrap.assigned(session, people["coordinator"]) == []


def test_no_tablet_takes_more_along_than_it_can_hold(
    session: Session, people: People, two: list[Workshop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "MOST", 1)

    assert [w.name for w in bootstrap.assigned(session, people["mentor"])] == ["UD Dua"]


def test_histories_are_final_mentor_audits_oldest_first(
    session: Session, people: People, two: list[Workshop]
) -> None:
    one, other = two
    mentor = people["mentor"]
    later = finished(mentor, a_visit(one, mentor, {"R2.1": 1}, day=40)).document
    first = finished(mentor, a_visit(one, mentor, {"R2.1": 1, "R1.1": 0}, day=0)).document
    finished(mentor, a_visit(one, mentor, {}, day=60, type="self"))
    stored(mentor, a_document(one, mentor))

    found = bootstrap.histories(session, [one.id, other.id])

    assert [(past.id, set(past.found)) for past in found[one.id]] == [
        (first.id, {"R1.1", "R2.1"}),
        (later.id, {"R2.1"}),
    ]
    assert other.id not in found


def test_the_newest_come_whole(session: Session, people: People, two: list[Workshop]) -> None:
    mentor = people["mentor"]
    saved = finished(mentor, a_visit(two[0], mentor, {"R2.1": 1})).document

    newest = bootstrap.newest(session, [saved.id])[saved.id]

    assert (newest.number, newest.mentor, newest.instrument) == (
        saved.number,
        "Mentor contoh",
        "5r-ikm@1",
    )
    assert newest.scores["R2.1"] == 1
    assert newest.document == saved


def test_actions_are_live_ones_and_all_of_the_last_audit(
    session: Session, people: People, two: list[Workshop]
) -> None:
    mentor = people["mentor"]
    low = {f"R{pillar}.1": 1 for pillar in (1, 2, 3, 4)}
    saved = finished(mentor, a_visit(two[0], mentor, low)).document
    states = {"R1.1": "closed", "R2.1": "cancelled", "R3.1": "reported", "R4.1": "open"}
    with writing() as writer:
        for finding in saved.findings:
            writer.get_one(Action, finding.id).state = states[finding.item]

    last = bootstrap.actions(session, [two[0].id], [saved.id])
    session.rollback()
    before = bootstrap.actions(session, [two[0].id], [])

    assert {a.item for a in last[two[0].id]} == set(states)
    assert {a.item for a in before[two[0].id]} == {"R3.1", "R4.1"}


@pytest.mark.parametrize(
    ("note", "photos", "proof"), [("dilihat", [], True), ("", ["a" * 64], True), (" ", [], False)]
)
def test_proven_are_actions_closed_with_a_note_or_photo(
    session: Session,
    people: People,
    two: list[Workshop],
    note: str,
    photos: list[str],
    proof: bool,
) -> None:
    mentor = people["mentor"]
    saved = finished(mentor, a_visit(two[0], mentor, {"R2.1": 1, "R1.1": 1})).document
    closed, open_one = saved.findings
    steps = ((closed, "closed", note, photos), (open_one, "reported", "sudah", ["b" * 64]))
    with writing() as writer:
        for finding, state, said, shown in steps:
            writer.add(
                ActionStep(
                    action_id=finding.id,
                    by_id=mentor.id,
                    from_state="open",
                    to_state=state,
                    note=said,
                    photos=shown,
                )
            )

    assert bootstrap.proven(session, [saved.id]) == ({closed.id} if proof else frozenset())


def test_pics_are_by_workshop_those_named_most_often_first(
    session: Session, people: People, two: list[Workshop]
) -> None:
    mentor = people["mentor"]
    named = [("R1.1", "Budi"), ("R2.1", "Sari"), ("R3.1", "Sari"), ("R4.1", "")]
    saved = finished(mentor, a_visit(two[0], mentor, {code: 1 for code, _ in named})).document
    with writing() as writer:
        for finding in saved.findings:
            writer.get_one(Action, finding.id).pic = dict(named)[finding.item]

    assert bootstrap.pics(session, [w.id for w in two]) == {two[0].id: ["Sari", "Budi"]}


def test_nothing_is_read_of_other_workshops(
    session: Session, people: People, two: list[Workshop]
) -> None:
    mentor = people["mentor"]
    rated = {"R2.1": Answer(score=1)}
    stored(mentor, a_document(two[0], mentor, answers=rated))
    finished(mentor, a_visit(two[0], mentor, {"R2.1": 1}))
    other = [two[1].id]

    assert bootstrap.histories(session, other) == {}
    assert bootstrap.actions(session, other, []) == {}
    assert bootstrap.pics(session, other) == {}
