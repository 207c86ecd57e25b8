"""Photo points as rows: the walk of today, what visits saw, what is kept of removed ones."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import photo_points
from audit.storage.accounts import User
from audit.storage.base import new_id, utc_now
from audit.storage.photo_points import NoSuchPointError, PhotoPoint
from audit.storage.workshops import Workshop
from tests.factories import a_workshop
from tests.rows import an_audit

SHA, OTHER = "a" * 64, "b" * 64


def a_point(workshop: Workshop, place: int, name: str = "Rak alat", **more: object) -> PhotoPoint:
    with writing() as session:
        point = PhotoPoint(id=new_id(), workshop_id=workshop.id, place=place, name=name, **more)
        session.add(point)
    return point


def test_the_walk_is_in_order_and_leaves_removed_points_out(
    session: Session, workshop: Workshop
) -> None:
    last = a_point(workshop, 3)
    first = a_point(workshop, 1)
    a_point(workshop, 2, removed_at=utc_now())

    assert [p.id for p in photo_points.of_workshop(session, workshop.id)] == [first.id, last.id]


@pytest.mark.parametrize("case", ["unknown", "removed", "elsewhere"])
def test_a_point_that_is_not_there_is_an_error(
    session: Session, people: dict[str, User], workshop: Workshop, case: str
) -> None:
    points: dict[str, UUID] = {
        "unknown": new_id(),
        "removed": a_point(workshop, 1, removed_at=utc_now()).id,
        "elsewhere": a_point(a_workshop(people["mentor"]), 1).id,
    }

    with pytest.raises(NoSuchPointError):
        photo_points.get(session, workshop.id, points[case])


def test_points_are_put_in_order(session: Session, workshop: Workshop) -> None:
    one, two = a_point(workshop, 1), a_point(workshop, 2)

    with writing() as writer:
        photo_points.put_in_order(writer, workshop.id, [two.id, one.id])

    assert [p.id for p in photo_points.of_workshop(session, workshop.id)] == [two.id, one.id]


def test_a_visit_sees_a_point_once_with_the_reference_of_the_day(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    point = a_point(workshop, 1, photo=SHA)
    audit = an_audit(workshop, people["mentor"], type="recheck")
    with writing() as writer:
        there = photo_points.get(writer, workshop.id, point.id)
        photo_points.see(writer, there, audit.id, "c" * 64)
        photo_points.see(writer, there, audit.id, OTHER)
        there.photo = "d" * 64

    (row,) = photo_points.seen(session, audit.id)

    assert (row.sha256, row.reference, row.point.name) == (OTHER, SHA, "Rak alat")


def test_a_visit_that_ends_keeps_the_points_it_left_out(
    session: Session, people: dict[str, User], workshop: Workshop
) -> None:
    seen, unseen = a_point(workshop, 1), a_point(workshop, 2, photo=SHA)
    audit = an_audit(workshop, people["mentor"], type="recheck")
    with writing() as writer:
        photo_points.see(writer, photo_points.get(writer, workshop.id, seen.id), audit.id, OTHER)
        photo_points.lock(writer, workshop.id)
        photo_points.close(writer, workshop.id, audit.id)
    a_point(workshop, 3)

    rows = photo_points.seen(session, audit.id)

    assert [(row.point_id, row.sha256, row.reference) for row in rows] == [
        (seen.id, OTHER, None),
        (unseen.id, None, SHA),
    ]
