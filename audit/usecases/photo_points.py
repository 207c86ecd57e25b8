"""Set up the photo points of a workshop: add, change, put in order, remove."""

from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.photo_points import Turn, full, moved
from audit.storage import photo_points, uploads, workshops
from audit.storage.accounts import User
from audit.storage.base import new_id, utc_now
from audit.storage.photo_points import PhotoPoint


class TooManyPointsError(Exception):
    """The walk has no room for one more point."""


def add(
    session: Session, user: User, workshop_id: UUID, name: str, photo: str | None
) -> PhotoPoint:
    """Put a new point at the end of the walk.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise TooManyPointsError: there are ten
    """
    workshops.get(session, user, workshop_id)
    photo_points.lock(session, workshop_id)
    there = photo_points.of_workshop(session, workshop_id)
    if full(len(there)):
        raise TooManyPointsError(workshop_id)
    place = there[-1].place + 1 if there else 1
    point = PhotoPoint(id=new_id(), workshop_id=workshop_id, place=place, name=name)
    session.add(point)
    show(session, point, photo)
    session.flush()
    return point


def change(
    session: Session,
    user: User,
    workshop_id: UUID,
    point_id: UUID,
    name: str,
    photo: str | None,
) -> None:
    """Rename a point; a photo takes the place of its reference photo.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchPointError: the workshop has no such point
    """
    workshops.get(session, user, workshop_id)
    point = photo_points.get(session, workshop_id, point_id)
    point.name = name
    show(session, point, photo)


def move(session: Session, user: User, workshop_id: UUID, point_id: UUID, turn: Turn) -> None:
    """Walk to a point one place earlier or later.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchPointError: the workshop has no such point
    """
    workshops.get(session, user, workshop_id)
    photo_points.lock(session, workshop_id)
    photo_points.get(session, workshop_id, point_id)
    order = [point.id for point in photo_points.of_workshop(session, workshop_id)]
    photo_points.put_in_order(session, workshop_id, moved(order, point_id, turn))


def remove(session: Session, user: User, workshop_id: UUID, point_id: UUID) -> PhotoPoint:
    """Take a point out of the walk; what visits saw there stays.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchPointError: the workshop has no such point
    """
    workshops.get(session, user, workshop_id)
    point = photo_points.get(session, workshop_id, point_id)
    point.removed_at = utc_now()
    return point


def show(session: Session, point: PhotoPoint, photo: str | None) -> None:
    """Give a point its reference photo, for everyone who may see the workshop."""
    if photo:
        point.photo = photo
        uploads.attach(session, point.workshop_id, [photo])
