"""Red tags: things that may not be needed, each waiting for a decision."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.domain import red_tags
from audit.domain.red_tags import Totals
from audit.storage.base import Base, new_id
from audit.storage.workshops import Workshop

OPEN, LATE = "open", "late"
"""What the list can be narrowed to, besides a decision: what waits, and what waits too long."""


class NoSuchRedTagError(LookupError):
    """The workshop has no tag with this id."""


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
    decided_as: Mapped[UUID | None]
    """What a tablet called the last decision; stays when that is taken back, and tells a replay."""

    @property
    def decide_by(self) -> date:
        """The last day on which a decision is in time."""
        return red_tags.decide_by(self.tagged_on)

    def overdue(self, today: date) -> bool:
        """Whether it still waits though its last day is over."""
        return red_tags.overdue(self.tagged_on, self.decision, today)


def get(session: Session, workshop_id: UUID, tag_id: UUID) -> RedTag:
    """One tag of a workshop.

    :raise NoSuchRedTagError: unknown, or of another workshop
    """
    found = session.get(RedTag, tag_id)
    if found is None or found.workshop_id != workshop_id:
        raise NoSuchRedTagError(tag_id)
    return found


def next_number(session: Session, workshop_id: UUID) -> int:
    """The next number of a workshop; its row is locked, so that no two get the same."""
    session.scalars(
        sa.select(Workshop.id).where(Workshop.id == workshop_id).with_for_update()
    ).one()
    last = sa.select(sa.func.max(RedTag.number)).where(RedTag.workshop_id == workshop_id)
    return (session.scalar(last) or 0) + 1


def listed(
    session: Session, workshop_id: UUID, today: date, *, only: str = "", limit: int | None = None
) -> Sequence[RedTag]:
    """The tags of a workshop: what waits longest first, then what was decided last.

    :param only: a decision, `OPEN` or `LATE`; everything else narrows nothing
    """
    return session.scalars(
        sa.select(RedTag)
        .where(RedTag.workshop_id == workshop_id, *narrowed(only, today))
        .order_by(
            RedTag.decision.is_not(None),
            sa.case((RedTag.decision.is_(None), RedTag.tagged_on)),
            RedTag.decided_on.desc(),
            RedTag.number,
        )
        .limit(limit)
    ).all()


def narrowed(only: str, today: date) -> list[sa.ColumnElement[bool]]:
    """The conditions of a filter."""
    waits = RedTag.decision.is_(None)
    if only == OPEN:
        return [waits]
    if only == LATE:
        return [waits, late(today)]
    return [RedTag.decision == only] if only in red_tags.DECISIONS else []


def late(today: date) -> sa.ColumnElement[bool]:
    """Whether a tag was attached too long ago to be still undecided."""
    return RedTag.tagged_on < red_tags.tagged_before(today)


def to_print(session: Session, workshop_id: UUID, ids: Collection[UUID]) -> Sequence[RedTag]:
    """The tags of a workshop that were asked for, or all that wait, by number."""
    wanted: Any = RedTag.id.in_(ids) if ids else RedTag.decision.is_(None)
    return session.scalars(
        sa.select(RedTag).where(RedTag.workshop_id == workshop_id, wanted).order_by(RedTag.number)
    ).all()


def undecided(
    session: Session, workshop_ids: Iterable[UUID], most: int
) -> dict[UUID, list[RedTag]]:
    """The tags that wait at each workshop, longest first, so many of each at most."""
    place = sa.func.row_number().over(
        partition_by=RedTag.workshop_id, order_by=(RedTag.tagged_on, RedTag.number)
    )
    ranked = (
        sa.select(RedTag.id, place.label("place"))
        .where(RedTag.workshop_id.in_(list(workshop_ids)), RedTag.decision.is_(None))
        .subquery()
    )
    rows = session.scalars(
        sa.select(RedTag)
        .join(ranked, ranked.c.id == RedTag.id)
        .where(ranked.c.place <= most)
        .order_by(ranked.c.place)
    )
    found: dict[UUID, list[RedTag]] = {}
    for tag in rows:
        found.setdefault(tag.workshop_id, []).append(tag)
    return found


class Waiting(NamedTuple):
    """How many tags of a workshop wait for a decision, and how many of them too long."""

    undecided: int
    overdue: int


def waiting(session: Session, workshop_ids: Iterable[UUID], today: date) -> dict[UUID, Waiting]:
    """What waits at each workshop that ever had a tag."""
    waits = RedTag.decision.is_(None)
    rows = session.execute(
        sa.select(
            RedTag.workshop_id,
            sa.func.sum(sa.case((waits, 1), else_=0)),
            sa.func.sum(sa.case((waits & late(today), 1), else_=0)),
        )
        .where(RedTag.workshop_id.in_(list(workshop_ids)))
        .group_by(RedTag.workshop_id)
    )
    return {workshop_id: Waiting(undecided, old) for workshop_id, undecided, old in rows}


def totals(session: Session, workshop_id: UUID, today: date) -> Totals:
    """How many tags of a workshop wait, too long, and what became of the rest."""
    overdue = sa.func.sum(sa.case((late(today), 1), else_=0))
    rows = session.execute(
        sa.select(RedTag.decision, sa.func.count(), overdue)
        .where(RedTag.workshop_id == workshop_id)
        .group_by(RedTag.decision)
    ).all()
    counts = {decision: number for decision, number, _late in rows}
    late_ones = next((old for decision, _number, old in rows if decision is None), 0)
    return red_tags.totals(counts, late_ones)
