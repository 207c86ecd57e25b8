"""Makers of rows that lists read: audits and actions straight into their tables."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from audit.domain.actions import STATES
from audit.domain.document import canonical
from audit.domain.scoring import Score
from audit.extensions import writing
from audit.instruments import load
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_document

INSTRUMENT = "5r-ikm@1"


def all_at(level: Score) -> dict[str, Score]:
    """Every item of the instrument at one level."""
    return dict.fromkeys(load(INSTRUMENT).by_code, level)


def an_audit(
    workshop: Workshop, mentor: User, scores: Mapping[str, Score] | None = None, **overrides: Any
) -> Audit:
    """A stored audit, a draft unless a number makes it final."""
    document = a_document(workshop, mentor)
    final = "number" in overrides
    values: dict[str, Any] = {
        "id": document.id,
        "workshop_id": workshop.id,
        "mentor_id": mentor.id,
        "type": "mentor",
        "instrument": INSTRUMENT,
        "audited_on": TODAY,
        "status": "final" if final else "draft",
        "revision": 1 if final else 0,
        "version": 1,
        "document": canonical(document).decode(),
        "scores": dict(scores or {}),
        "found": [],
    }
    audit = Audit(**(values | overrides))
    with writing() as session:
        session.add(audit)
    return audit


def an_action(audit: Audit, **overrides: Any) -> Action:
    """A stored action of an audit, open unless told."""
    action = Action(**action_values(audit, **overrides))
    with writing() as session:
        session.add(action)
    return action


def many_actions(audits: Sequence[Audit], number: int) -> None:
    """As many actions as a programme collects in years, in every state, due on every day."""
    rows = [
        action_values(
            audits[n % len(audits)],
            text=f"Tindakan {n}",
            state=STATES[n % len(STATES)],
            due_on=TODAY + timedelta(days=n % 365 - 180) if n % 11 else None,
            pic=f"PIC {n % 300}",
        )
        for n in range(number)
    ]
    with writing() as session:
        session.execute(sa.insert(Action), rows)


def action_values(audit: Audit, **overrides: Any) -> dict[str, Any]:
    """The columns of an action."""
    values: dict[str, Any] = {
        "id": new_id(),
        "workshop_id": audit.workshop_id,
        "audit_id": audit.id,
        "item": "R2.1",
        "area": "Produksi",
        "finding": "Kunci pas belum bertanda.",
        "text": "Buat papan bayangan alat.",
        "root_cause": "",
        "pic": "Kepala bengkel",
        "due_on": TODAY,
        "priority": "tinggi",
        "cost": "tanpa",
        "chosen": True,
        "repeat": 1,
        "state": "open",
    }
    return values | overrides
