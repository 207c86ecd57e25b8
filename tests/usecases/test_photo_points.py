"""Setting up the walk: at most ten, in order, kept in history, only by those who may."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import photo_points as stored
from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photo_points import NoSuchPointError, PhotoPoint
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases import photo_points
from audit.usecases.photo_points import TooManyPointsError

SHA, OTHER = "a" * 64, "b" * 64


def add(mentor: User, workshop: Workshop, name: str = "Rak alat", photo: str | None = None) -> UUID:
    with writing() as session:
        return photo_points.add(session, mentor, workshop.id, name, photo).id


def walk(session: Session, workshop: Workshop) -> list[str]:
    session.rollback()
    return [point.name for point in stored.of_workshop(session, workshop.id)]


def test_a_new_point_comes_last_and_its_photo_is_for_all_who_see_the_workshop(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop
) -> None:
    add(mentor, workshop)
    add(mentor, workshop, "Pintu gudang", SHA)

    assert walk(session, workshop) == ["Rak alat", "Pintu gudang"]
    assert uploads.readable(session, people["coordinator"], [SHA]) == {SHA}
    assert uploads.readable(session, people["mentor2"], [SHA]) == frozenset()


def test_an_eleventh_point_is_refused_until_one_is_removed(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    ids = [add(mentor, workshop, f"Titik {number}") for number in range(10)]

    with pytest.raises(TooManyPointsError):
        add(mentor, workshop)
    with writing() as writer:
        photo_points.remove(writer, mentor, workshop.id, ids[4])
    add(mentor, workshop, "Baru")

    assert walk(session, workshop)[-1] == "Baru"
    removed = session.get_one(PhotoPoint, ids[4])
    assert removed.removed_at is not None


def test_a_point_is_renamed_and_keeps_its_photo_until_another_comes(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    point = add(mentor, workshop, "Rak alat", SHA)
    for name, photo, shown in [("Rak kunci", None, SHA), ("Rak kunci", OTHER, OTHER)]:
        with writing() as writer:
            photo_points.change(writer, mentor, workshop.id, point, name, photo)
        session.rollback()
        row = session.get_one(PhotoPoint, point)
        assert (row.name, row.photo) == ("Rak kunci", shown)


def test_points_move_up_and_down(session: Session, mentor: User, workshop: Workshop) -> None:
    one, _two = add(mentor, workshop, "Satu"), add(mentor, workshop, "Dua")

    with writing() as writer:
        photo_points.move(writer, mentor, workshop.id, one, "down")
    assert walk(session, workshop) == ["Dua", "Satu"]
    with writing() as writer:
        photo_points.move(writer, mentor, workshop.id, one, "up")
    assert walk(session, workshop) == ["Satu", "Dua"]


def test_nothing_can_be_done_in_the_workshop_of_another_or_to_no_point(
    people: dict[str, User], mentor: User, workshop: Workshop
) -> None:
    point = add(mentor, workshop)
    stranger = people["mentor2"]

    with pytest.raises(NoSuchWorkshopError):
        add(stranger, workshop)
    with pytest.raises(NoSuchWorkshopError), writing() as session:
        photo_points.change(session, stranger, workshop.id, point, "Lain", None)
    with pytest.raises(NoSuchWorkshopError), writing() as session:
        photo_points.move(session, stranger, workshop.id, point, "up")
    with pytest.raises(NoSuchWorkshopError), writing() as session:
        photo_points.remove(session, stranger, workshop.id, point)
    with pytest.raises(NoSuchPointError), writing() as session:
        photo_points.remove(session, mentor, workshop.id, new_id())
