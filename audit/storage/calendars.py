"""The address of a mentor's calendar feed; of its token only the hash is kept."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.accounts import User
from audit.storage.base import Base, utc_now

TOKEN_BYTES = 16


class Calendar(Base):
    """One feed for one user; a new token takes the place of the old one."""

    __tablename__ = "calendar"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def of_user(session: Session, user: User) -> Calendar | None:
    """The feed of a user, if he has one."""
    return session.get(Calendar, user.id)


def renew(session: Session, user: User) -> str:
    """Make the feed of a user, or give it a new address; the only time that its token is known."""
    token = token_urlsafe(TOKEN_BYTES)
    values = {"token_sha256": digest(token), "made_at": utc_now()}
    session.merge(Calendar(user_id=user.id, **values))
    return token


def stop(session: Session, user: User) -> None:
    """Switch the feed of a user off; without one nothing changes."""
    session.execute(sa.delete(Calendar).where(Calendar.user_id == user.id))


def reader(session: Session, token: str) -> User | None:
    """Whose feed a token opens; None for a token that opens none, or of a user no longer active."""
    mine = sa.select(Calendar.user_id).where(Calendar.token_sha256 == digest(token))
    query = sa.select(User).where(User.active, User.id.in_(mine))
    return session.scalars(query).unique().one_or_none()
