"""Photo points: fixed spots of a workshop that are photographed again from the same view."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from audit.storage.base import Base, new_id, utc_now


class NoSuchPointError(LookupError):
    """The workshop has no photo point with this id, or has it no more."""


class PhotoPoint(Base):
    """One named spot; `place` is its turn in the walk, `photo` how it should be seen."""

    __tablename__ = "photo_point"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(120))
    photo: Mapped[str | None] = mapped_column(sa.String(64))
    removed_at: Mapped[datetime | None]


class PointPhoto(Base):
    """What one visit saw at a point, beside the reference photo of that day.

    `sha256` is None where the visit ended without a photo of the point.
    """

    __tablename__ = "point_photo"

    point_id: Mapped[UUID] = mapped_column(sa.ForeignKey("photo_point.id"), primary_key=True)
    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), primary_key=True, index=True)
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    reference: Mapped[str | None] = mapped_column(sa.String(64))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    point: Mapped[PhotoPoint] = relationship()


def of_workshop(session: Session, workshop_id: UUID) -> Sequence[PhotoPoint]:
    """The points that a workshop has today, in the order of the walk."""
    return of_workshops(session, [workshop_id]).get(workshop_id, ())


def of_workshops(
    session: Session, workshop_ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[PhotoPoint]]:
    """The points that each of some workshops has today, in the order of the walk."""
    rows = session.scalars(
        sa.select(PhotoPoint)
        .where(PhotoPoint.workshop_id.in_(list(workshop_ids)), PhotoPoint.removed_at.is_(None))
        .order_by(PhotoPoint.place, PhotoPoint.id)
    )
    found: dict[UUID, list[PhotoPoint]] = {}
    for point in rows:
        found.setdefault(point.workshop_id, []).append(point)
    return found


def get(session: Session, workshop_id: UUID, point_id: UUID) -> PhotoPoint:
    """One point of a workshop.

    :raise NoSuchPointError: the workshop has no such point today
    """
    found = session.scalars(
        sa.select(PhotoPoint).where(
            PhotoPoint.id == point_id,
            PhotoPoint.workshop_id == workshop_id,
            PhotoPoint.removed_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        raise NoSuchPointError(point_id)
    return found


def lock(session: Session, workshop_id: UUID) -> None:
    """Keep others from changing the walk of a workshop until the transaction ends."""
    workshop = Base.metadata.tables["workshop"]
    session.execute(sa.select(workshop.c.id).where(workshop.c.id == workshop_id).with_for_update())


def put_in_order(session: Session, workshop_id: UUID, order: Iterable[UUID]) -> None:
    """Number the points of a workshop in this order."""
    places = {point_id: place for place, point_id in enumerate(order, 1)}
    for point in of_workshop(session, workshop_id):
        point.place = places[point.id]


def seen(session: Session, audit_id: UUID) -> Sequence[PointPhoto]:
    """What one visit saw, point by point in the order of the walk, with the points."""
    return session.scalars(
        sa.select(PointPhoto)
        .join(PointPhoto.point)
        .where(PointPhoto.audit_id == audit_id)
        .options(sa.orm.contains_eager(PointPhoto.point))
        .order_by(PhotoPoint.place, PhotoPoint.id)
    ).all()


def by_ids(session: Session, ids: Iterable[UUID]) -> dict[UUID, PhotoPoint]:
    """Those of the points that there are or were."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = session.scalars(sa.select(PhotoPoint).where(PhotoPoint.id.in_(wanted)))
    return {point.id: point for point in rows}


def owners(session: Session, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The workshops of those of the points that there are or were, by point."""
    return {point: row.workshop_id for point, row in by_ids(session, ids).items()}


def see(session: Session, point: PhotoPoint, audit_id: UUID, sha256: str) -> None:
    """Keep the photo that a visit took of a point; a newer one takes its place."""
    row = session.get(PointPhoto, (point.id, audit_id))
    if row is None:
        row = PointPhoto(point_id=point.id, audit_id=audit_id)
        session.add(row)
    row.sha256, row.reference, row.at = sha256, point.photo, utc_now()


def close(session: Session, workshop_id: UUID, audit_id: UUID) -> None:
    """Write down which points a visit left without a photo, now that it ends."""
    there = {row.point_id for row in seen(session, audit_id)}
    for point in of_workshop(session, workshop_id):
        if point.id not in there:
            session.add(PointPhoto(point_id=point.id, audit_id=audit_id, reference=point.photo))
    session.flush()
