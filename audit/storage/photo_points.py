"""Photo points: fixed spots of a workshop that are photographed again from the same view."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from audit.storage.base import Base, new_id, utc_now


class PhotoPoint(Base):
    """One named spot; `place` is its turn in the walk, `photo` how it should be seen."""

    __tablename__ = "photo_point"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(120))
    photo: Mapped[str | None] = mapped_column(sa.String(64))
    removed_at: Mapped[datetime | None]


class PointPhoto(Base):
    """What one visit saw at a point."""

    __tablename__ = "point_photo"

    point_id: Mapped[UUID] = mapped_column(sa.ForeignKey("photo_point.id"), primary_key=True)
    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), primary_key=True, index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime] = mapped_column(default=utc_now)
