"""What the pages of a re-check show, while it is open and after it ended."""

from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.photo_points import PhotoPoint
from audit.storage.workshops import Workshop
from audit.usecases import photo_points
from audit.usecases.audits import Saved
from audit.usecases.looking_again import gathered
from tests.usecases.rechecks import a_point, answered, begun, ended, row
from tests.usecases.visits import a_visit, action_of, finished

SHA = "a" * 64


def test_an_open_one_shows_every_live_action_and_every_point(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    point, action = a_point(mentor, workshop), action_of(session, first)
    recheck = begun(mentor, workshop)
    shown = gathered(session, row(recheck))
    assert [look.answer for look in shown.looks] == [None]
    assert [(one.id, one.photo) for one in shown.points] == [(point, None)]

    answered(mentor, recheck, {action.id: "selesai"}, points={point: SHA})

    shown = gathered(session, row(recheck))
    assert [look.action.id for look in shown.answered] == [action.id]
    assert ([one.photo for one in shown.photographed], shown.unseen) == ([SHA], [])


def test_an_answer_stays_on_the_page_though_its_action_was_closed_elsewhere(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    action = action_of(session, first).id
    recheck, other = begun(mentor, workshop), begun(mentor, workshop)
    assert recheck == other
    answered(mentor, recheck, {action: "selesai"})
    with writing() as writer:
        writer.merge(action_of(session, first)).state = "closed"

    assert [look.action.id for look in gathered(session, row(recheck)).looks] == [action]


def test_one_that_ended_stays_as_it_was(session: Session, mentor: User, workshop: Workshop) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1, "R3.1": 1}))
    looked, left = action_of(session, first), action_of(session, first, "R3.1")
    point = a_point(mentor, workshop)
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {looked.id: "selesai"})
    ended(mentor, recheck)
    with writing() as writer:
        photo_points.remove(writer, mentor, workshop.id, point)
        writer.add(PhotoPoint(workshop_id=workshop.id, place=2, name="Titik baru"))
    again = begun(mentor, workshop, 14)
    answered(mentor, again, {left.id: "selesai"})
    ended(mentor, again)

    shown = gathered(session, row(recheck))

    assert [look.action.id for look in shown.answered] == [looked.id]
    assert [look.action.id for look in shown.unseen] == [left.id]
    assert [(one.name, one.photo) for one in shown.points] == [("Rak alat", None)]
