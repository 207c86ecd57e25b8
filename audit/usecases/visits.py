"""Begin a visit once, however often the button is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from audit.instruments import published
from audit.storage import audits as stored
from audit.storage import workshops
from audit.storage.accounts import User
from audit.usecases import audits


@dataclass(frozen=True)
class Visit:
    """What is known when a visit begins; `known` are the drafts the mentor was shown."""

    audited_on: date
    met_with: str = ""
    areas: tuple[str, ...] = ()
    k3: bool = True
    known: Sequence[UUID] = ()


def begin(session: Session, user: User, workshop_id: UUID, visit: Visit, today: date) -> UUID:
    """The id of a new draft, or of one that began since the page was opened.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    if twin := stored.unseen_draft(session, workshop_id, visit.known):
        return twin
    saved = audits.start(
        session,
        user,
        workshop,
        instrument=published()[-1],
        audited_on=visit.audited_on,
        today=today,
        met_with=visit.met_with,
        areas=visit.areas,
        k3=visit.k3,
    )
    return saved.document.id
