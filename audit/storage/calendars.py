"""The address of a mentor's calendar feed; of its token only the hash is kept."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from audit.storage.base import Base, utc_now


class Calendar(Base):
    """One feed for one user; a new token takes the place of the old one."""

    __tablename__ = "calendar"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
