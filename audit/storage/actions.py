"""Improvement actions as rows with a life of their own, and each step of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from audit.domain.actions import LIVE
from audit.storage.accounts import User
from audit.storage.base import Base, new_id, utc_now
from audit.storage.shares import Share
from audit.storage.workshops import Workshop, visible


class NoSuchActionError(LookupError):
    """No action has this id, or it is not this person's to see: the same answer."""


class Action(Base):
    """What was agreed for a finding; carries the finding's id."""

    __tablename__ = "action"
    __table_args__ = (
        sa.Index("ix_action_workshop_state", "workshop_id", "state"),
        sa.Index("ix_action_state_due", "state", "due_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workshop.id"))
    audit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit.id"), index=True)
    item: Mapped[str] = mapped_column(sa.String(10))
    area: Mapped[str] = mapped_column(sa.String(120))
    finding: Mapped[str] = mapped_column(sa.Text)
    text: Mapped[str] = mapped_column(sa.Text)
    root_cause: Mapped[str] = mapped_column(sa.Text)
    pic: Mapped[str] = mapped_column(sa.String(120), index=True)
    due_on: Mapped[date | None]
    priority: Mapped[str] = mapped_column(sa.String(20))
    cost: Mapped[str] = mapped_column(sa.String(20))
    chosen: Mapped[bool]
    repeat: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20), default="open")
    closed_on: Mapped[date | None]
    steps: Mapped[list["ActionStep"]] = relationship(order_by="ActionStep.id")

    @property
    def live(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in LIVE

    @property
    def moves(self) -> list["ActionStep"]:
        """The steps that moved it or that a visit took, without changes of the plan."""
        return [step for step in self.steps if not step.replans]

    @property
    def reported_by(self) -> UUID | None:
        """The user who last reported it done; None where that was the owner's link or nobody."""
        reports = [step for step in self.moves if step.to_state == "reported"]
        return reports[-1].by_id if reports else None

    def cancelled_by(self, audit_id: UUID) -> bool:
        """Whether it was this audit that cancelled it, and nothing happened since."""
        last = self.steps[-1] if self.steps else None
        return self.state == "cancelled" and last is not None and last.audit_id == audit_id

    @property
    def withdrawn(self) -> bool:
        """Whether a correction took its finding back, so that it should never have been."""
        return self.cancelled_by(self.audit_id)

    @property
    def continued(self) -> bool:
        """Whether the action of a later audit took its place; no person cancelled it."""
        last = self.steps[-1].audit_id if self.steps else None
        return self.state == "cancelled" and last not in (None, self.audit_id)

    @property
    def state_before(self) -> str:
        """The state that it had before it was cancelled."""
        states = [step.from_state for step in self.steps if step.from_state != "cancelled"]
        return states[-1] if states else "open"


class ActionStep(Base):
    """One step in the life of an action: who moved it, when and why.

    By a user, or by whoever has the owner's link.
    """

    __tablename__ = "action_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    action_id: Mapped[UUID] = mapped_column(sa.ForeignKey("action.id"), index=True)
    audit_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("audit.id"))
    by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    share_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("share.id"))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    photos: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    by: Mapped[User | None] = relationship()
    share: Mapped[Share | None] = relationship()

    @property
    def replans(self) -> bool:
        """Whether only the plan changed, between visits: who, until when, what."""
        return self.audit_id is None and self.from_state == self.to_state


def get(session: Session, user: User, action_id: UUID, *, lock: bool = False) -> Action:
    """One action with its steps, for whoever may see its workshop.

    :param lock: keep others from moving it until the transaction ends

    :raise NoSuchActionError: unknown, or of a workshop that is not open to this user
    """
    return one(session, action_id, visible(user).with_only_columns(Workshop.id), lock=lock)


def get_shared(
    session: Session, workshop_id: UUID, action_id: UUID, *, lock: bool = False
) -> Action:
    """One action with its steps, for whoever has a link to this workshop.

    :raise NoSuchActionError: unknown, or of another workshop
    """
    return one(session, action_id, [workshop_id], lock=lock)


def told(session: Session, user: User, action_id: UUID) -> Action:
    """One action as `get` gives it, with who took each step.

    :raise NoSuchActionError: unknown, or of a workshop that is not open to this user
    """
    steps = selectinload(Action.steps)
    people = (steps.selectinload(ActionStep.by), steps.selectinload(ActionStep.share))
    return one(session, action_id, visible(user).with_only_columns(Workshop.id), *people)


def one(
    session: Session,
    action_id: UUID,
    workshops: Any,
    *more: ExecutableOption,
    lock: bool = False,
) -> Action:
    """The action with this id, if it is of one of these workshops."""
    query = (
        sa.select(Action)
        .where(Action.id == action_id, Action.workshop_id.in_(workshops))
        .options(selectinload(Action.steps), *more)
    )
    found = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NoSuchActionError(action_id)
    return found


def live(session: Session, workshop_id: UUID) -> Sequence[Action]:
    """The actions of a workshop that are neither closed nor cancelled, the longest overdue first.

    Those without a date come last.
    """
    return session.scalars(
        sa.select(Action)
        .where(Action.workshop_id == workshop_id, Action.state.in_(LIVE))
        .order_by(Action.due_on.nulls_last(), Action.item, Action.id)
    ).all()


def of_audit(session: Session, audit_id: UUID) -> Sequence[Action]:
    """The actions that one audit agreed, with their steps, in the order of the sheet."""
    return session.scalars(
        sa.select(Action)
        .where(Action.audit_id == audit_id)
        .options(selectinload(Action.steps))
        .order_by(Action.item, Action.id)
    ).all()


def pics(session: Session, workshop_id: UUID) -> Sequence[str]:
    """Who was asked to act at a workshop, those named most often first."""
    return session.scalars(
        sa.select(Action.pic)
        .where(Action.workshop_id == workshop_id, Action.pic != "")
        .group_by(Action.pic)
        .order_by(sa.func.count().desc(), Action.pic)
    ).all()


class Owner(NamedTuple):
    """Whose an action is."""

    workshop_id: UUID
    audit_id: UUID


# Put together once: every save of an audit asks for them.
_OWNERS = sa.select(Action.id, Action.workshop_id, Action.audit_id).where(
    Action.id.in_(sa.bindparam("ids", expanding=True))
)


def owners(session: Session, ids: Sequence[UUID]) -> dict[UUID, Owner]:
    """Workshop and audit of some actions, by id."""
    found = session.execute(_OWNERS, {"ids": ids}) if ids else ()
    return {row.id: Owner(row.workshop_id, row.audit_id) for row in found}


def by_ids(session: Session, ids: Sequence[UUID]) -> dict[UUID, Action]:
    """Some actions by id, in one statement."""
    found = session.scalars(sa.select(Action).where(Action.id.in_(list(ids))))
    return {action.id: action for action in found}


def to_tell(
    session: Session, workshop_id: UUID, last: UUID | None, since: date
) -> Sequence[Action]:
    """What the owner is told of: live actions, and those closed of the last audit or since it.

    With their steps, by due date.

    :param last: the last final audit
    :param since: its date
    """
    lately = (Action.audit_id == last) | (Action.closed_on > since)
    return session.scalars(
        sa.select(Action)
        .where(Action.workshop_id == workshop_id)
        .where(Action.state.in_(LIVE) | ((Action.state == "closed") & lately))
        .options(selectinload(Action.steps))
        .order_by(Action.due_on.nulls_last(), Action.item, Action.id)
    ).all()
