"""Workshops and who may see them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from audit.storage.accounts import User
from audit.storage.base import Base, new_id, utc_now

LEGAL_FORMS = ("CV", "UD", "PT", "perorangan", "koperasi")
SECTORS = ("metal", "welding", "garage", "food", "garment", "wood", "other")
STAGES = ("pemula", "madya", "pra-mandiri", "mandiri")

workshop_mentor = sa.Table(
    "workshop_mentor",
    Base.metadata,
    sa.Column("workshop_id", sa.ForeignKey("workshop.id"), primary_key=True),
    sa.Column("user_id", sa.ForeignKey("user.id"), primary_key=True, index=True),
)


class NoSuchWorkshopError(LookupError):
    """No workshop has this id, or it is not this user's: the same answer."""


class Workshop(Base):
    """A mentored small firm; its stage is recorded by people, never computed.

    `next_visit_on` is the plan as it stands: each visit sets it, and people move it between visits.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        sa.CheckConstraint("workers >= 0", "workers_not_negative"),
        sa.CheckConstraint("target BETWEEN 1 AND 100", "target_percent"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(sa.String(120), index=True)
    legal_form: Mapped[str] = mapped_column(sa.String(20), default="perorangan")
    owner_name: Mapped[str] = mapped_column(sa.String(120), default="")
    pic_name: Mapped[str] = mapped_column(sa.String(120), default="")
    phone: Mapped[str] = mapped_column(sa.String(20), default="")
    sector: Mapped[str] = mapped_column(sa.String(20), default="other")
    address: Mapped[str] = mapped_column(sa.String(500), default="")
    kelurahan: Mapped[str] = mapped_column(sa.String(120), default="")
    kecamatan: Mapped[str] = mapped_column(sa.String(120), default="")
    city: Mapped[str] = mapped_column(sa.String(120), default="")
    province: Mapped[str] = mapped_column(sa.String(120), default="")
    workers: Mapped[int | None]
    areas: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    stage: Mapped[str | None] = mapped_column(sa.String(20))
    stage_year: Mapped[int | None]
    stage_by: Mapped[str] = mapped_column(sa.String(120), default="")
    joined_year: Mapped[int | None]
    permits: Mapped[str] = mapped_column(sa.Text, default="")
    target: Mapped[int | None]
    next_visit_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    mentors: Mapped[list[User]] = relationship(secondary=workshop_mentor, order_by=User.name)


def visible(user: User) -> sa.Select[Workshop]:
    """The workshops open to this user."""
    every = sa.select(Workshop)
    return every if user.sees_all else every.where(Workshop.mentors.any(User.id == user.id))


# Put together once: every save of an audit asks for its workshop.
_ONE = sa.select(Workshop).where(Workshop.id == sa.bindparam("workshop_id"))
_ONE_OF_MENTOR = _ONE.where(Workshop.mentors.any(User.id == sa.bindparam("user_id")))


def get(session: Session, user: User, workshop_id: UUID) -> Workshop:
    """One workshop; its mentors come when asked for.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    query = _ONE if user.sees_all else _ONE_OF_MENTOR
    wanted = {"workshop_id": workshop_id, "user_id": user.id}
    found = session.scalars(query, wanted).one_or_none()
    if found is None:
        raise NoSuchWorkshopError(workshop_id)
    return found


def search(
    session: Session, user: User, *, limit: int | None = None, **wanted: Any
) -> Sequence[Workshop]:
    """Active workshops open to this user that fit every filter, by name.

    :param wanted: filters of `matching`
    """
    query = matching(user, **wanted).options(selectinload(Workshop.mentors))
    return session.scalars(query.order_by(Workshop.name, Workshop.id).limit(limit)).all()


def count(session: Session, user: User, **wanted: Any) -> int:
    """How many workshops `search` would find without a limit."""
    found = matching(user, **wanted).subquery()
    return session.scalars(sa.select(sa.func.count()).select_from(found)).one()


def matching(
    user: User,
    *,
    text: str = "",
    sector: str = "",
    city: str = "",
    stage: str = "",
    mentor: UUID | None = None,
) -> sa.Select[Workshop]:
    """The active workshops open to this user that fit every filter given."""
    query = visible(user).where(Workshop.active)
    if text:
        columns = (Workshop.name, Workshop.owner_name, Workshop.pic_name, Workshop.city)
        query = query.where(sa.or_(*(c.icontains(text, autoescape=True) for c in columns)))
    for column, value in (
        (Workshop.sector, sector),
        (Workshop.city, city),
        (Workshop.stage, stage),
    ):
        if value:
            query = query.where(column == value)
    if mentor:
        query = query.where(Workshop.mentors.any(User.id == mentor))
    return query


def cities(session: Session, user: User) -> Sequence[str]:
    """The cities of the workshops open to this user, for the filter."""
    workshops = visible(user).where(Workshop.active, Workshop.city != "").subquery()
    return session.scalars(sa.select(workshops.c.city).distinct().order_by(workshops.c.city)).all()
