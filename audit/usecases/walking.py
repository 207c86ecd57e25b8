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
    known = photo_points.by_ids(session, [entry.point for entry in document.points_seen])
    taken = {row.point_id: row for row in photo_points.seen(session, document.id)}
    for entry in document.points_seen:
        point = known.get(entry.point) or set_up(session, workshop, entry)
        row = taken.get(entry.point)
        newest = entry.photos[-1] if entry.photos else None
        if newest is None:
            if row:
                session.delete(row)
        elif row is None or row.sha256 != newest:
            see(session, workshop, document, point, newest)


def see(
    session: Session, workshop: Workshop, document: Document, point: PhotoPoint, sha256: str
) -> None:
    """Keep one photo; the first of a point is how it is to be seen from the next visit on."""
    photo_points.see(session, point, document.id, sha256)
    if point.photo is None:
        point.photo = sha256
        uploads.attach(session, workshop.id, [sha256])


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
