"""What the document of a re-check says of photo points, as rows: the series of each point."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from audit.domain.document import Document, PointSeen
from audit.domain.faults import Fault
from audit.storage import photo_points, uploads
from audit.storage.photo_points import PhotoPoint
from audit.storage.workshops import Workshop


def misfits(session: Session, document: Document, workshop: Workshop) -> Iterator[Fault]:
    """Points of other workshops, and unknown ones that have no name to be set up under."""
    known = photo_points.owners(session, [entry.point for entry in document.points_seen])
    for number, entry in enumerate(document.points_seen):
        owner = known.get(entry.point)
        if owner != workshop.id and (owner or not entry.name.strip()):
            yield Fault(f"points.{number}.point", "unknown_point")


def record(session: Session, workshop: Workshop, document: Document) -> None:
    """Bring the photos of a visit in line with its document; what it set up joins the walk."""
    for entry in document.points_seen:
        point = session.get(PhotoPoint, entry.point) or set_up(session, workshop, entry)
        if not entry.photos:
            photo_points.unsee(session, point.id, document.id)
            continue
        newest = entry.photos[-1]
        photo_points.see(session, point, document.id, newest)
        if point.photo is None:
            point.photo = newest  # how it is to be seen from the next visit on
            uploads.attach(session, workshop.id, [newest])


def set_up(session: Session, workshop: Workshop, entry: PointSeen) -> PhotoPoint:
    """A new point at the end of the walk.

    It is never refused: whoever stood there without a signal could not know of others'.
    """
    photo_points.lock(session, workshop.id)
    there = photo_points.of_workshop(session, workshop.id)
    place = there[-1].place + 1 if there else 1
    point = PhotoPoint(
        id=entry.point, workshop_id=workshop.id, place=place, name=entry.name.strip()
    )
    session.add(point)
    session.flush()
    return point
