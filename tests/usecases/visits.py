"""Finished visits in few words, for tests of what one visit means for the next."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Carried, Document, Found, Signature
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.base import utc_now
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.answers import agreed, answer, answers
from tests.factories import a_document, stored

FIRST_DAY = date(2026, 3, 2)
STANDARD = answers({pillar: [3] * 7 for pillar in ("R1", "R2", "R3", "R4", "R5", "K3")})


def on(day: int) -> date:
    """A date, counted from the first visit."""
    return FIRST_DAY + timedelta(days=day)


def a_visit(
    workshop: Workshop, mentor: User, low: Mapping[str, Any], day: int = 0, **overrides: Any
) -> Document:
    """A draft with every item at 3 but those in `low`, complete but for its findings."""
    given = STANDARD | {code: answer(score, True) for code, score in low.items()}
    return a_document(workshop, mentor, audited_on=on(day), answers=given, **overrides)


def finished(user: User, document: Document) -> Saved:
    """The document taken all the way: stored, agreed, final."""
    first = stored(user, document)
    return stored(user, replace(agreed(first.document), status="final"), first.version)


def action_of(session: Session, saved: Saved, item: str = "R2.1") -> Action:
    """The action that a finished visit agreed for an item."""
    session.rollback()  # the next read sees the newest state
    (action,) = (a for a in actions.of_audit(session, saved.document.id) if a.item == item)
    return action


def carried(action: Action, found: Found, **more: Any) -> tuple[Carried, ...]:
    """What a later visit found of an action, as its document holds it."""
    return (Carried(action=action.id, found=found, **more),)


def corrected(user: User, last: Saved, reason: str = "salah tulis", **changes: Any) -> Saved:
    """A final audit with changes, as its next revision."""
    document = replace(
        last.document,
        revision=last.document.revision + 1,
        revision_reason=reason,
        **changes,
    )
    return stored(user, document, last.version)


def a_signature(name: str = "Pemilik contoh") -> Signature:
    return Signature(name=name, photo="a" * 64, at=utc_now())
