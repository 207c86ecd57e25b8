"""What earlier audits agreed, as the next visit needs it: to look at, go on with, do better."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from audit.domain.actions import LIVE
from audit.domain.document import Document
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit


def to_look_at(session: Session, document: Document) -> Sequence[Action]:
    """What a visit is to look at: live actions of earlier audits, and those it looked at already.

    These stay though somebody ended them meanwhile, so that the answer can be mended.
    """
    looked_at = [carried.action for carried in document.carried]
    live = Action.state.in_(LIVE) & earlier(document)
    return session.scalars(
        sa.select(Action)
        .join(Audit, Audit.id == Action.audit_id)
        .where(Action.workshop_id == document.workshop.id, live | Action.id.in_(looked_at))
        .order_by(Action.due_on.nulls_last(), Action.item, Action.id)
    ).all()


def earlier(document: Document) -> sa.ColumnElement[bool]:
    """Whether an audit comes before this one, by date and then id."""
    own = sa.tuple_(sa.literal(document.audited_on), sa.literal(document.id, sa.Uuid()))
    return sa.tuple_(Audit.audited_on, Audit.id) < own


def before_audit(session: Session, document: Document) -> Sequence[Action]:
    """Actions of earlier audits that are live, or that this audit has moved, with their steps."""
    moved = sa.select(ActionStep.action_id).where(ActionStep.audit_id == document.id)
    return session.scalars(
        sa.select(Action)
        .join(Audit, Audit.id == Action.audit_id)
        .where(Action.workshop_id == document.workshop.id, earlier(document))
        .where(Action.state.in_(LIVE) | Action.id.in_(moved))
        .options(selectinload(Action.steps))
    ).all()


class Agreed(NamedTuple):
    """An action with the day, the id and the number of the audit that agreed it."""

    action: Action
    audited_on: date
    audit_id: UUID
    number: str | None


def of_items(session: Session, workshop_id: UUID, items: Iterable[str]) -> list[Agreed]:
    """Every action of some items of a workshop, with its steps, those of early audits first."""
    rows = session.execute(
        sa.select(Action, Audit.audited_on, Audit.id, Audit.number)
        .join(Audit, Audit.id == Action.audit_id)
        .where(Action.workshop_id == workshop_id, Action.item.in_(sorted(items)))
        .options(selectinload(Action.steps))
        .order_by(Audit.audited_on, Audit.id, Action.id)
    )
    return [Agreed(*row) for row in rows]


_LAST = (
    sa.select(Audit.id)
    .where(
        Audit.workshop_id == sa.bindparam("workshop_id"),
        Audit.type == sa.bindparam("kind"),
        Audit.status == "final",
        Audit.deleted_at.is_(None),
        sa.tuple_(Audit.audited_on, Audit.id)
        < sa.tuple_(sa.bindparam("day", type_=sa.Date()), sa.bindparam("id", type_=sa.Uuid())),
    )
    .order_by(Audit.audited_on.desc(), Audit.id.desc())
    .limit(1)
)
_TRIED = (
    sa.select(Action.item, Action.text)
    .where(Action.audit_id == _LAST.scalar_subquery())
    .order_by(Action.item, Action.id)
)


def tried(session: Session, document: Document) -> dict[str, list[str]]:
    """What the final audit of the same type before this one asked for, by item."""
    found: dict[str, list[str]] = {}
    place = {"day": document.audited_on, "id": document.id, "kind": document.type}
    for item, text in session.execute(_TRIED, place | {"workshop_id": document.workshop.id}):
        found.setdefault(item, []).append(text)
    return found
