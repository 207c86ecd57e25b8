"""What a link shows of a workshop, in values: which actions, how far, which photos."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Answer
from audit.extensions import photo_store, writing
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep, NoSuchActionError
from audit.storage.audits import Audit
from audit.storage.photos import NoSuchPhotoError
from audit.storage.pictures import clean_jpeg
from audit.storage.shares import NoSuchShareError, Share
from audit.storage.workshops import Workshop
from audit.usecases import owner_link
from audit.usecases.acting import Step
from audit.usecases.audits import Saved
from audit.usecases.owner_link import OwnerPage, owner_page, returned
from audit.usecases.sharing import LIFE, mint, opened
from tests.closings import NOON, a_picture
from tests.factories import TODAY, a_document, a_workshop
from tests.rows import an_action, an_audit
from tests.usecases.visits import STANDARD, action_of, finished


@pytest.fixture
def token(mentor: User, workshop: Workshop) -> str:
    with writing() as session:
        return mint(session, mentor, workshop.id, "board", now=NOON)


@pytest.fixture
def share(session: Session, token: str) -> Share:
    return opened(session, token, NOON)


def seen(session: Session, share: Share) -> OwnerPage:
    """The page as of now."""
    session.rollback()
    return owner_page(session, share)


@pytest.fixture
def last(mentor: User, workshop: Workshop) -> Audit:
    return an_audit(workshop, mentor, number="A-2")


@pytest.fixture
def before(mentor: User, workshop: Workshop) -> Audit:
    return an_audit(workshop, mentor, number="A-1", audited_on=TODAY - timedelta(days=42))


def test_it_shows_what_is_to_do_and_what_was_done_since_the_last_visit(
    session: Session, share: Share, last: Audit, before: Audit
) -> None:
    day = timedelta(days=1)
    shown = {
        "agreed": [an_action(last), an_action(before, state="reported")],
        "others": [an_action(last, chosen=False)],
        "closed": [
            an_action(last, state="closed", closed_on=TODAY),
            an_action(before, state="closed", closed_on=TODAY + day),
        ],
    }
    an_action(before, state="closed", closed_on=TODAY)  # at the last visit
    an_action(before, state="closed", closed_on=TODAY - day)
    an_action(last, state="cancelled")

    page = seen(session, share)

    for part, rows in shown.items():
        assert {a.row.id for a in getattr(page, part)} == {row.id for row in rows}, part
    assert (page.progress, page.waiting) == ((2, 4), 1)


def test_actions_beside_the_chosen_ones_do_not_count_as_progress(
    session: Session, share: Share, last: Audit
) -> None:
    an_action(last, chosen=False, state="closed", closed_on=TODAY)

    assert seen(session, share).progress == (0, 0)


def test_actions_come_by_due_date(session: Session, share: Share, last: Audit) -> None:
    late, soon = an_action(last, due_on=TODAY), an_action(last, due_on=TODAY - timedelta(days=9))

    assert [a.row.id for a in seen(session, share).agreed] == [soon.id, late.id]


def test_photos_are_those_of_the_finding_and_of_the_work(
    session: Session, mentor: User, workshop: Workshop, share: Share
) -> None:
    given = STANDARD | {"R2.1": Answer(score=1, note="x", photos=("a" * 64,))}
    saved = finished(mentor, a_document(workshop, mentor, answers=given))
    action = action_of(session, saved)
    with writing() as writer:
        writer.add(a_step(action, photos=["b" * 64, "b" * 64]))

    (shown,) = seen(session, share).actions

    assert (shown.before, shown.after) == (("a" * 64,), ("b" * 64,))
    assert seen(session, share).photos == {"a" * 64, "b" * 64}


def a_step(action: Action, **values: Any) -> ActionStep:
    given = {"from_state": "open", "to_state": "reported", "at": NOON, "note": ""}
    return ActionStep(action_id=action.id, **(given | values))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"from_state": "reported", "to_state": "in_progress"}, "masih longgar"),
        ({"from_state": "closed", "to_state": "in_progress"}, ""),
        ({"from_state": "open", "to_state": "in_progress"}, ""),
    ],
)
def test_only_the_reason_for_sending_back_is_told(
    last: Audit, values: dict[str, Any], told: str
) -> None:
    step = a_step(an_action(last), note="masih longgar", **values)

    assert returned([step]) == told
    assert returned([step, a_step(an_action(last))]) == ""


def test_what_a_visit_noted_is_not_told(last: Audit) -> None:
    moved = {"from_state": "reported", "to_state": "in_progress", "note": "catatan pendamping"}

    assert returned([a_step(an_action(last), audit_id=last.id, **moved)]) == ""
    assert returned([]) == ""


def test_a_mark_is_a_step_by_the_link(
    session: Session, token: str, share: Share, last: Audit
) -> None:
    action = an_action(last)

    with writing() as writer:
        step = Step("open", "reported", "sudah")
        moved = owner_link.mark(writer, token, action.id, step, now=NOON, today=TODAY)

    assert (moved.state, moved.steps[0].share_id, moved.reported_by) == ("reported", share.id, None)


def test_a_link_that_is_over_marks_nothing(token: str, last: Audit) -> None:
    action = an_action(last)

    with pytest.raises(NoSuchShareError), writing() as writer:
        step = Step("open", "reported", "sudah")
        owner_link.mark(writer, token, action.id, step, now=NOON + LIFE, today=TODAY)


def test_a_link_marks_no_action_of_another_workshop(token: str, mentor: User) -> None:
    action = an_action(an_audit(a_workshop(mentor), mentor, number="A-9"))

    with pytest.raises(NoSuchActionError), writing() as writer:
        step = Step("open", "reported", "sudah")
        owner_link.mark(writer, token, action.id, step, now=NOON, today=TODAY)


def test_photo_gives_a_small_copy_of_what_is_shown_only(
    session: Session, share: Share, first: Saved
) -> None:
    data = clean_jpeg(a_picture())
    with writing() as writer:
        action = action_of(session, first)
        writer.add(a_step(action, photos=[sha256(data).hexdigest()]))
    shown, other = photo_store().put(data), photo_store().put(clean_jpeg(a_picture("red")))

    session.rollback()
    assert owner_link.photo(session, photo_store(), share, shown, 320)
    with pytest.raises(NoSuchPhotoError):
        owner_link.photo(session, photo_store(), share, other, 320)
