"""Re-checks in few words, for tests of what one means for actions and for the next audit."""

from typing import Any
from uuid import UUID

from audit.domain.rechecks import field_name
from audit.extensions import db, writing
from audit.storage import photo_points
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases import rechecks
from audit.usecases.rechecks import Given
from audit.usecases.visits import Visit
from tests.usecases.visits import on


def begun(mentor: User, workshop: Workshop, day: int = 7) -> UUID:
    """A re-check on a day counted from the first visit."""
    with writing() as session:
        return rechecks.begin(session, mentor, workshop.id, Visit(on(day)), on(day))


def answered(
    mentor: User, recheck: UUID, answers: dict[UUID, str], note: str = "dilihat", **more: Any
) -> frozenset[str]:
    """Actions answered, each with a note."""
    fields = {field_name(action, "found"): found for action, found in answers.items()}
    fields |= {field_name(action, "note"): note for action in answers}
    version = more.pop("version", None)
    with writing() as session:
        given = Given(fields, **more)
        return rechecks.answer(session, mentor, recheck, version, given, today=on(90))


def ended(mentor: User, recheck: UUID) -> Audit:
    """The re-check as it ended."""
    with writing() as session:
        rechecks.end(session, mentor, recheck, today=on(90))
    return row(recheck)


def row(recheck: UUID) -> Audit:
    """The re-check as it is stored by now."""
    db.session.rollback()
    return db.session.get_one(Audit, recheck)


def a_point(mentor: User, workshop: Workshop, name: str = "Rak alat") -> UUID:
    """A photo point without a reference photo."""
    with writing() as session:
        point = photo_points.PhotoPoint(workshop_id=workshop.id, place=1, name=name)
        session.add(point)
        session.flush()
        return point.id
