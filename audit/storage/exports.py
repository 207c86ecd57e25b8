"""Audits and actions to be exported, read a few at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.document import decode
from audit.domain.exporting import ActionRecord, Audited, Place
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop, workshop_mentor

AT_ONCE = {"yield_per": 50}


@dataclass(frozen=True)
class Chosen:
    """Which audits are wanted: one, even a draft, or else the final ones of some workshops.

    :param audit: that one alone, by id
    :param workshop: those of one workshop
    :param mentor: those of the workshops of this mentor
    """

    audit: UUID | None = None
    workshop: UUID | None = None
    mentor: UUID | None = None

    @property
    def alone(self) -> bool:
        """Whether it is one audit by its id."""
        return self.audit is not None

    def among(self) -> sa.ColumnElement[bool]:
        """The condition on audits."""
        if self.audit:
            return Audit.id == self.audit
        final = sa.and_(Audit.status == "final")
        if self.workshop:
            final &= Audit.workshop_id == self.workshop
        if self.mentor:
            own = sa.select(workshop_mentor.c.workshop_id)
            final &= Audit.workshop_id.in_(own.where(workshop_mentor.c.user_id == self.mentor))
        return final


def open_to(user: User) -> Chosen:
    """The final audits of the workshops open to this user."""
    return Chosen() if user.sees_all else Chosen(mentor=user.id)


def audits(session: Session, chosen: Chosen) -> Iterator[Audited]:
    """The audits wanted, workshop by workshop, oldest first."""
    query = (
        sa.select(Workshop.name, Audit.document)
        .join(Workshop, Workshop.id == Audit.workshop_id)
        .where(chosen.among(), Audit.deleted_at.is_(None))
        .order_by(Audit.workshop_id, Audit.audited_on, Audit.id)
    )
    with session.execute(query, execution_options=AT_ONCE) as rows:
        for row in rows:
            yield Audited(row.name, decode(row.document))


def actions(session: Session, chosen: Chosen) -> Iterator[ActionRecord]:
    """The actions that the audits wanted agreed, in the same order, then by item."""
    query = (
        sa.select(
            Action,
            Workshop.name,
            Audit.number,
            Audit.audited_on,
            Audit.instrument,
            went_on().label("went_on"),
        )
        .join(Audit, Audit.id == Action.audit_id)
        .join(Workshop, Workshop.id == Action.workshop_id)
        .where(chosen.among(), Audit.deleted_at.is_(None))
        .order_by(Audit.workshop_id, Audit.audited_on, Audit.id, Action.item, Action.id)
    )
    with session.execute(query, execution_options=AT_ONCE) as rows:
        for row in rows:
            yield record(row)


def went_on() -> sa.ColumnElement[UUID | None]:
    """The audit whose visit took the last step of an action; see `Action.continued`."""
    return (
        sa.select(ActionStep.audit_id)
        .where(ActionStep.action_id == Action.id)
        .order_by(ActionStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def record(row: sa.Row[*tuple[object, ...]]) -> ActionRecord:
    """An action as a value."""
    action: Action = row.Action
    return ActionRecord(
        id=action.id,
        workshop=Place(action.workshop_id, row.name),
        audit=action.audit_id,
        number=row.number,
        audited_on=row.audited_on,
        instrument=row.instrument,
        item=action.item,
        area=action.area,
        finding=action.finding,
        root_cause=action.root_cause,
        text=action.text,
        pic=action.pic,
        due_on=action.due_on,
        priority=action.priority,
        cost=action.cost,
        chosen=action.chosen,
        repeat=action.repeat,
        state=action.state,
        continued=action.state == "cancelled" and row.went_on not in (None, action.audit_id),
        closed_on=action.closed_on,
    )
