"""Links that open one workshop to its owner: what they are for, until when, each use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.accounts import User
from audit.storage.base import Base, UtcDateTime, new_id, utc_now

STATES = ("live", "expired", "revoked")
Use = Literal["previewed", "opened", "report", "started", "reported"]
"""What a link was used for; WhatsApp looks at it before anybody else does."""


class NoSuchShareError(LookupError):
    """No link has this token or id, or it is over: the same answer."""


class Share(Base):
    """One link; of its token only the hash is kept."""

    __tablename__ = "share"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(20))
    token_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def state(self, now: datetime) -> str:
        """One of `STATES`."""
        if self.revoked_at is not None:
            return "revoked"
        return "live" if now < self.expires_at else "expired"


class ShareUse(Base):
    """One use of a link: it was opened, or an action was reported through it."""

    __tablename__ = "share_use"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    share_id: Mapped[UUID] = mapped_column(sa.ForeignKey("share.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    kind: Mapped[str] = mapped_column(sa.String(20))


@dataclass(frozen=True)
class ShareLine:
    """One link in a list: who made it, how often it was used, and when last."""

    share: Share
    by: str
    uses: int
    last_use: datetime | None
    last_kind: str | None


def live(session: Session, token_sha256: str, now: datetime) -> Share:
    """The link whose token has this hash, while it may be used.

    :raise NoSuchShareError: unknown, expired or revoked
    """
    found = session.scalars(
        sa.select(Share).where(Share.token_sha256 == token_sha256)
    ).one_or_none()
    if found is None or found.state(now) != "live":
        raise NoSuchShareError
    return found


def of_workshop(session: Session, workshop_id: UUID) -> list[ShareLine]:
    """Every link to a workshop with its uses, the newest first, in one statement."""
    of_this = ShareUse.share_id == Share.id
    last = (
        sa.select(ShareUse.kind)
        .where(of_this)
        .order_by(ShareUse.at.desc(), ShareUse.id.desc())
        .limit(1)
    )
    rows = session.execute(
        sa.select(
            Share,
            User.name,
            sa.select(sa.func.count()).where(of_this).scalar_subquery(),
            sa.type_coerce(
                sa.select(sa.func.max(ShareUse.at)).where(of_this).scalar_subquery(), UtcDateTime()
            ),
            last.scalar_subquery(),
        )
        .join(User, User.id == Share.by_id)
        .where(Share.workshop_id == workshop_id)
        .order_by(Share.made_at.desc(), Share.id.desc())
    )
    return [ShareLine(*row) for row in rows]


def one_of(session: Session, workshop_id: UUID, share_id: UUID) -> Share:
    """One link to a workshop, by its id.

    :raise NoSuchShareError: unknown, or to another workshop
    """
    found = session.get(Share, share_id)
    if found is None or found.workshop_id != workshop_id:
        raise NoSuchShareError(share_id)
    return found


def uses(session: Session, share_ids: Sequence[UUID], most: int) -> dict[UUID, list[ShareUse]]:
    """The last uses of each of some links, the newest first, in one statement."""
    place = sa.func.row_number().over(
        partition_by=ShareUse.share_id, order_by=(ShareUse.at.desc(), ShareUse.id.desc())
    )
    ranked = (
        sa.select(ShareUse.id, place.label("place"))
        .where(ShareUse.share_id.in_(list(share_ids)))
        .subquery()
    )
    found: dict[UUID, list[ShareUse]] = {}
    for use in session.scalars(
        sa.select(ShareUse)
        .join(ranked, ranked.c.id == ShareUse.id)
        .where(ranked.c.place <= most)
        .order_by(ShareUse.at.desc(), ShareUse.id.desc())
    ):
        found.setdefault(use.share_id, []).append(use)
    return found


def note_use(session: Session, share: Share, kind: Use, at: datetime) -> None:
    """Keep that a link was used, and for what."""
    session.add(ShareUse(share_id=share.id, kind=kind, at=at))
