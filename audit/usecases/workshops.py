"""Add a workshop and change what is known of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.storage import workshops
from audit.storage.accounts import User
from audit.storage.workshops import Workshop


@dataclass(frozen=True)
class Facts:
    """What is written down about a workshop, each under the name of its column."""

    name: str
    legal_form: str = "perorangan"
    owner_name: str = ""
    pic_name: str = ""
    phone: str = ""
    sector: str = "other"
    address: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    city: str = ""
    province: str = ""
    workers: int | None = None
    areas: list[str] = field(default_factory=list)
    stage: str | None = None
    stage_year: int | None = None
    stage_by: str = ""
    joined_year: int | None = None
    permits: str = ""
    target: int | None = None
    active: bool = True


def add(
    session: Session,
    user: User,
    workshop_id: UUID,
    facts: Facts,
    mentors: Sequence[UUID] | None = None,
) -> Workshop:
    """Store a new workshop; the same id again changes the first one instead of adding a twin.

    :param mentors: who it is assigned to; None assigns it to `user`
    :raise NoSuchWorkshopError: the id belongs to a workshop of somebody else
    """
    if session.get(Workshop, workshop_id) is not None:
        return edit(session, user, workshop_id, facts, mentors)
    workshop = Workshop(id=workshop_id, **asdict(facts))
    workshop.mentors = people(session, [user.id] if mentors is None else mentors)
    session.add(workshop)
    return workshop


def edit(
    session: Session,
    user: User,
    workshop_id: UUID,
    facts: Facts,
    mentors: Sequence[UUID] | None = None,
) -> Workshop:
    """Change what is known of a workshop.

    :param mentors: who it is assigned to from now on; None leaves that as it is
    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    for name, value in asdict(facts).items():
        setattr(workshop, name, value)
    if mentors is not None:
        workshop.mentors = people(session, mentors)
    return workshop


def people(session: Session, ids: Sequence[UUID]) -> list[User]:
    """The users with these ids."""
    return list(session.scalars(sa.select(User).where(User.id.in_(list(ids)))).unique())
