"""What a user's workshops left so far, for all of them at once: one statement for each kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from audit.domain.actions import LIVE
from audit.domain.document import Document, decode
from audit.domain.scoring import Score
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop, visible

MOST = 200
"""A tablet takes at most so many workshops along; nobody mentors as many."""


@dataclass(frozen=True)
class Past:
    """One final mentor audit, by what of it counts later: the items that it found wanting."""

    id: UUID
    found: frozenset[str]


@dataclass(frozen=True)
class Newest:
    """The last of them, whole."""

    number: str
    mentor: str
    instrument: str
    scores: Mapping[str, Score]
    document: Document


def drafts(session: Session, user: User) -> Sequence[Audit]:
    """The open drafts of this user in workshops that he may see, with their workshops."""
    allowed = visible(user).with_only_columns(Workshop.id)
    return session.scalars(
        sa.select(Audit)
        .where(
            Audit.mentor_id == user.id,
            Audit.status == "draft",
            Audit.deleted_at.is_(None),
            Audit.workshop_id.in_(allowed),
        )
        .options(joinedload(Audit.workshop))
        .order_by(Audit.audited_on.desc(), Audit.id.desc())
    ).all()


def assigned(session: Session, user: User) -> Sequence[Workshop]:
    """The active workshops that this user mentors himself, by name."""
    own = sa.select(Workshop).where(Workshop.active, Workshop.mentors.any(User.id == user.id))
    return session.scalars(own.order_by(Workshop.name, Workshop.id).limit(MOST)).all()


def histories(session: Session, workshop_ids: Iterable[UUID]) -> dict[UUID, list[Past]]:
    """The final mentor audits of each workshop, oldest first."""
    rows = session.execute(
        sa.select(Audit.workshop_id, Audit.id, Audit.found)
        .where(
            Audit.workshop_id.in_(list(workshop_ids)),
            Audit.type == "mentor",
            Audit.status == "final",
            Audit.deleted_at.is_(None),
        )
        .order_by(Audit.audited_on, Audit.id)
    )
    by_workshop: dict[UUID, list[Past]] = defaultdict(list)
    for row in rows:
        by_workshop[row.workshop_id].append(Past(row.id, frozenset(row.found)))
    return by_workshop


def newest(session: Session, audit_ids: Iterable[UUID]) -> dict[UUID, Newest]:
    """Some final audits whole, by id."""
    rows = session.execute(
        sa.select(
            Audit.id,
            Audit.number,
            User.name,
            Audit.instrument,
            Audit.scores,
            Audit.document,
        )
        .join(User, User.id == Audit.mentor_id)
        .where(Audit.id.in_(list(audit_ids)))
    )
    return {row[0]: Newest(row[1] or "", *row[2:-1], decode(row[-1])) for row in rows}


def actions(
    session: Session, workshop_ids: Iterable[UUID], last: Iterable[UUID]
) -> dict[UUID, list[Action]]:
    """By workshop, its live actions and those of its last audit, by due date."""
    rows = session.scalars(
        sa.select(Action)
        .where(
            Action.workshop_id.in_(list(workshop_ids)),
            Action.state.in_(LIVE) | Action.audit_id.in_(list(last)),
        )
        .order_by(Action.due_on.nulls_last(), Action.item, Action.id)
    )
    by_workshop: dict[UUID, list[Action]] = defaultdict(list)
    for action in rows:
        by_workshop[action.workshop_id].append(action)
    return by_workshop


def proven(session: Session, audit_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The actions of some audits that were closed with a photo or a note."""
    rows = session.execute(
        sa.select(ActionStep.action_id, ActionStep.note, ActionStep.photos)
        .join(Action, Action.id == ActionStep.action_id)
        .where(Action.audit_id.in_(list(audit_ids)), ActionStep.to_state == "closed")
    )
    return frozenset(row.action_id for row in rows if row.note.strip() or row.photos)


def pics(session: Session, workshop_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Who was asked to act at each workshop, those named most often first."""
    rows = session.execute(
        sa.select(Action.workshop_id, Action.pic)
        .where(Action.workshop_id.in_(list(workshop_ids)), Action.pic != "")
        .group_by(Action.workshop_id, Action.pic)
        .order_by(sa.func.count().desc(), Action.pic)
    )
    by_workshop: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        by_workshop[row.workshop_id].append(row.pic)
    return by_workshop
