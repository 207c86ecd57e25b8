"""Add a workshop and change what is known of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from audit.storage import accounts, workshops
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


@dataclass(frozen=True)
class Care:
    """Who mentors a workshop, and whether it is still mentored: not for mentors to say."""

    mentors: Sequence[UUID]
    active: bool = True


def add(
    session: Session,
    user: User,
    workshop_id: UUID,
    facts: Facts,
    care: Care | None = None,
) -> Workshop:
    """Store a new workshop; the same id again changes the first one instead of adding a twin.

    :param care: None assigns it to `user`
    :raise NoSuchWorkshopError: the id belongs to a workshop of somebody else
    """
    if session.get(Workshop, workshop_id) is not None:
        return edit(session, user, workshop_id, facts, care)
    workshop = Workshop(id=workshop_id, **asdict(facts))
    take_care(session, workshop, care or Care([user.id]))
    session.add(workshop)
    return workshop


def edit(
    session: Session,
    user: User,
    workshop_id: UUID,
    facts: Facts,
    care: Care | None = None,
) -> Workshop:
    """Change what is known of a workshop.

    :param care: None leaves mentors and state as they are
    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    for name, value in asdict(facts).items():
        setattr(workshop, name, value)
    if care is not None:
        take_care(session, workshop, care)
    return workshop


def take_care(session: Session, workshop: Workshop, care: Care) -> None:
    """Assign the mentors, and say whether the workshop is still mentored."""
    workshop.mentors = accounts.by_ids(session, care.mentors)
    workshop.active = care.active
