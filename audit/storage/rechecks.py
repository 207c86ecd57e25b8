"""Re-checks: which actions one looks at, and which it left without an answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from audit.domain.actions import LIVE
from audit.domain.document import Document
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.past_actions import before_audit
from audit.storage.versions import AuditVersion


def to_look_at(session: Session, document: Document) -> list[Action]:
    """The live actions of audits before this re-check, by due date, those without one last."""
    live = [action for action in before_audit(session, document) if action.state in LIVE]
    return sorted(live, key=lambda a: (a.due_on is None, a.due_on, a.item, a.id))


def ended_at(session: Session, audit_id: UUID) -> datetime | None:
    """When an audit became final; None while it is a draft."""
    return session.scalars(
        sa.select(AuditVersion.stored_at)
        .where(AuditVersion.audit_id == audit_id, AuditVersion.revision > 0)
        .order_by(AuditVersion.version)
        .limit(1)
    ).one_or_none()


def not_looked_at(session: Session, document: Document, at: datetime) -> Sequence[Action]:
    """The actions that were live when a re-check ended and that it has no answer for."""
    earlier = sa.tuple_(Audit.audited_on, Audit.id) < sa.tuple_(
        sa.literal(document.audited_on), sa.literal(document.id, sa.Uuid())
    )
    later = sa.select(ActionStep.action_id).where(ActionStep.at > at)
    answered = [entry.action for entry in document.carried]
    rows = session.scalars(
        sa.select(Action)
        .join(Audit, Audit.id == Action.audit_id)
        .where(Action.workshop_id == document.workshop.id, earlier)
        .where(Action.state.in_(LIVE) | Action.id.in_(later), Action.id.not_in(answered))
        .options(selectinload(Action.steps))
        .order_by(Action.due_on.nulls_last(), Action.item, Action.id)
    ).all()
    return [action for action in rows if state_at(action, at) in LIVE]


def state_at(action: Action, at: datetime) -> str:
    """The state that an action had at a moment."""
    after = [step for step in action.steps if step.at > at]
    return after[0].from_state if after else action.state
