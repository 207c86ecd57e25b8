"""A step with an action: who may take it, what is kept of it, what is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.actions import Action, NoSuchActionError
from audit.storage.base import new_id
from audit.storage.photos import NoSuchPhotoError
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from audit.usecases.acting import Step, Taker, take_step
from audit.usecases.errors import MovedError, RefusedStepError
from tests.factories import TODAY, a_workshop
from tests.rows import an_action, an_audit

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
PHOTO = "a" * 64

People = dict[str, User]


@pytest.fixture
def action(mentor: User, workshop: Workshop) -> Action:
    return an_action(an_audit(workshop, mentor, number="A-1"))


def a_share(workshop: Workshop, by: User) -> Share:
    share = Share(
        workshop_id=workshop.id,
        purpose="whatsapp",
        token_sha256=new_id().hex * 2,
        by_id=by.id,
        expires_at=NOON + timedelta(days=90),
    )
    with writing() as session:
        session.add(share)
    return share


def take(
    action: Action, seen: str, to: str, who: User | Share, today: date = TODAY, **more: Any
) -> None:
    taker = Taker(user=who) if isinstance(who, User) else Taker(share=who)
    with writing() as session:
        step = Step(seen, to, **({"note": "sudah dilihat"} | more))
        take_step(session, action.id, step, taker, at=NOON, today=today)


def now(session: Session, action: Action) -> Action:
    session.rollback()
    return session.get_one(Action, action.id)


def test_a_step_keeps_who_when_and_why(session: Session, mentor: User, action: Action) -> None:
    with writing() as writer:
        uploads.remember(writer, mentor, PHOTO)

    take(action, "open", "reported", mentor, note="  papan sudah dipasang ", photos=(PHOTO, PHOTO))

    row = now(session, action)
    (step,) = row.steps
    assert (row.state, row.closed_on) == ("reported", None)
    assert (step.from_state, step.to_state, step.at) == ("open", "reported", NOON)
    assert (step.by_id, step.share_id, step.audit_id) == (mentor.id, None, None)
    assert (step.note, step.photos) == ("papan sudah dipasang", [PHOTO])


def test_photos_of_a_step_are_shown_by_the_workshop(
    session: Session, people: People, mentor: User, action: Action, workshop: Workshop
) -> None:
    with writing() as writer:
        uploads.remember(writer, mentor, PHOTO)
        row = writer.get_one(Workshop, workshop.id)
        row.mentors.append(writer.merge(people["mentor2"], load=False))

    take(action, "open", "reported", mentor, photos=(PHOTO,))

    assert uploads.readable(session, people["mentor2"], [PHOTO]) == {PHOTO}


def test_a_photo_of_somebody_else_is_refused(
    session: Session, people: People, mentor: User, action: Action
) -> None:
    with writing() as writer:
        uploads.remember(writer, people["mentor2"], PHOTO)

    with pytest.raises(NoSuchPhotoError):
        take(action, "open", "reported", mentor, photos=(PHOTO,))

    assert now(session, action).state == "open"
    assert not uploads.readable(session, mentor, [PHOTO])


def test_what_the_owner_reports_a_mentor_verifies(
    session: Session, mentor: User, action: Action, workshop: Workshop
) -> None:
    share = a_share(workshop, mentor)

    take(action, "open", "reported", share, photos=(PHOTO,))
    take(action, "reported", "closed", mentor, today=date(2026, 11, 30))

    row = now(session, action)
    assert (row.state, row.closed_on) == ("closed", date(2026, 11, 30))
    assert [(s.by_id, s.share_id) for s in row.steps] == [(None, share.id), (mentor.id, None)]
    assert uploads.readable(session, mentor, [PHOTO])


def test_the_owner_never_closes_nor_cancels(
    mentor: User, action: Action, workshop: Workshop
) -> None:
    share = a_share(workshop, mentor)
    take(action, "open", "reported", share)

    for to in ("closed", "cancelled", "in_progress"):
        with pytest.raises(RefusedStepError, match="not_allowed"):
            take(action, "reported", to, share)


def test_who_reported_it_cannot_close_it_but_somebody_else_can(
    session: Session, people: People, mentor: User, action: Action
) -> None:
    take(action, "open", "reported", mentor)

    with pytest.raises(RefusedStepError) as refused:
        take(action, "reported", "closed", mentor)
    assert refused.value.kinds == ("own_work",)
    assert now(session, action).state == "reported"

    take(action, "reported", "closed", people["coordinator"])
    assert now(session, action).state == "closed"


def test_the_last_report_counts(session: Session, people: People, action: Action) -> None:
    take(action, "open", "reported", people["mentor"])
    take(action, "reported", "in_progress", people["mentor"], note="belum rapi")
    take(action, "in_progress", "reported", people["admin"])

    take(action, "reported", "closed", people["mentor"])

    assert now(session, action).state == "closed"


def test_a_reopened_action_is_closed_no_more(
    session: Session, people: People, mentor: User, action: Action
) -> None:
    take(action, "open", "reported", people["coordinator"])
    take(action, "reported", "closed", mentor)

    take(action, "closed", "in_progress", mentor, note="papan dilepas lagi")

    assert (now(session, action).state, now(session, action).closed_on) == ("in_progress", None)


def test_a_step_without_its_reason_changes_nothing(
    session: Session, mentor: User, action: Action
) -> None:
    with pytest.raises(RefusedStepError) as refused:
        take(action, "open", "cancelled", mentor, note="tak")

    assert refused.value.kinds == ("needs_reason",)
    assert (now(session, action).state, now(session, action).steps) == ("open", [])


def test_a_step_from_a_state_that_is_gone_is_refused(
    session: Session, people: People, mentor: User, action: Action
) -> None:
    take(action, "open", "in_progress", people["coordinator"], note="")

    with pytest.raises(MovedError) as moved:
        take(action, "open", "reported", mentor)

    assert moved.value.state == "in_progress"
    assert len(now(session, action).steps) == 1


@pytest.mark.parametrize("who", ["mentor2", "share of another", "nobody"])
def test_actions_of_other_workshops_are_not_found(
    people: People, mentor: User, action: Action, who: str
) -> None:
    elsewhere = a_share(a_workshop(mentor, name="Lain"), mentor)
    takers = {
        "mentor2": Taker(user=people["mentor2"]),
        "share of another": Taker(share=elsewhere),
        "nobody": Taker(),
    }

    with pytest.raises(NoSuchActionError), writing() as session:
        take_step(
            session, action.id, Step("open", "in_progress"), takers[who], at=NOON, today=TODAY
        )


def test_an_unknown_action_is_not_found(mentor: User) -> None:
    unknown: UUID = new_id()

    with pytest.raises(NoSuchActionError), writing() as session:
        step = Step("open", "in_progress")
        take_step(session, unknown, step, Taker(user=mentor), at=NOON, today=TODAY)
