"""Users and their roles; Flask-Security's mixins bring log-in to the rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask_security import AsaList, FSQLALiteUserDatastore, RoleMixin, UserMixin
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from audit.storage.base import Base, new_id, utc_now

ROLES = ("admin", "coordinator", "mentor")
SEES_ALL = {"admin", "coordinator"}

user_role = sa.Table(
    "user_role",
    Base.metadata,
    sa.Column("user_id", sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """What a user may do: admin, coordinator or mentor."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))


class User(Base, UserMixin):
    """A person with a log-in."""

    __tablename__ = "user"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    language: Mapped[str] = mapped_column(sa.String(2), default="id")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    roles: Mapped[list[Role]] = relationship(secondary=user_role, lazy="joined")

    @property
    def sees_all(self) -> bool:
        """Whether every workshop is open to this user, not only the assigned ones."""
        return any(role.name in SEES_ALL for role in self.roles)


# Put together once: every request asks for its user.
_LOGGED_IN = sa.select(User).where(User.fs_uniquifier == sa.bindparam("fs_uniquifier"))


class Accounts(FSQLALiteUserDatastore):
    """Flask-Security's way to our rows."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> User | None:
        """The user with one value, the name in the session by a statement made ahead."""
        if wanted.keys() != {"fs_uniquifier"}:
            found: User | None = super().find_user(case_insensitive, **wanted)
            return found
        session: Session = self.db.session
        return session.scalars(_LOGGED_IN, wanted).unique().one_or_none()


def mentors(session: Session) -> list[User]:
    """Everyone who can be assigned a workshop, by name."""
    return list(
        session.scalars(
            sa.select(User)
            .where(User.active, User.roles.any(Role.name == "mentor"))
            .order_by(User.name)
        ).unique()
    )


def by_ids(session: Session, ids: Sequence[UUID]) -> list[User]:
    """The users with these ids; unknown ids are left out."""
    return list(session.scalars(sa.select(User).where(User.id.in_(list(ids)))).unique())


def by_email(session: Session, email: str) -> User | None:
    """The user with this address, written in any case."""
    return (
        session.scalars(sa.select(User).where(sa.func.lower(User.email) == email.lower()))
        .unique()
        .one_or_none()
    )


def role(session: Session, name: str) -> Role:
    """The role of this name, made when the database lacks it."""
    found = session.scalars(sa.select(Role).where(Role.name == name)).one_or_none()
    if found is None:
        found = Role(name=name)
        session.add(found)
    return found
