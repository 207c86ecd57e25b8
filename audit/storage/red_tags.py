"""Red tags: things that may not be needed, each waiting for a decision."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from audit.storage.base import Base, new_id


class RedTag(Base):
    """One tagged thing; `number` counts within its workshop."""

    __tablename__ = "red_tag"
    __table_args__ = (sa.UniqueConstraint("workshop_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(120))
    area: Mapped[str] = mapped_column(sa.String(120), default="")
    quantity: Mapped[str] = mapped_column(sa.String(120), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    photo: Mapped[str | None] = mapped_column(sa.String(64))
    tagged_on: Mapped[date]
    tagged_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"))
    decision: Mapped[str | None] = mapped_column(sa.String(20))
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(sa.Text, default="")
