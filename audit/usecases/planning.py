"""Plan the next visit: an audit does, and people do between audits."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.domain.planning import after_visit
from audit.storage import visits, workshops
from audit.storage.accounts import User
from audit.storage.workshops import Workshop


def plan(session: Session, user: User, workshop_id: UUID, on: date | None) -> Workshop:
    """Move the next visit of a workshop; None takes it off.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    workshop.next_visit_on = on
    return workshop


def plan_on(session: Session, workshop: Workshop, visit: Document, before: Document | None) -> None:
    """Take over what a final audit says of the next visit, unless a later one was made.

    :param before: the document as it was stored
    """
    if visit.type == "self" or visits.was_later(session, visit):
        return
    corrected = before if before and before.status == "final" else None
    workshop.next_visit_on = after_visit(workshop.next_visit_on, visit, corrected)
