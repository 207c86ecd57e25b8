"""The summary of a draft: its address, its fields, and what is stored of it."""

from typing import Any

from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.storage.audits import Audit
from audit.usecases.audits import Saved


def address(saved: Saved) -> str:
    return f"/audits/{saved.document.id}/summary"


def now(session: Session, saved: Saved) -> Document:
    """What is stored now."""
    session.rollback()
    return session.get_one(Audit, saved.document.id).read()


def filled(document: Document, **changes: str) -> dict[str, Any]:
    """The fields of every finding, as a browser sends them back."""
    fields: dict[str, Any] = {}
    for finding in document.findings:
        for name in ("text", "action_text", "pic", "due_on", "priority", "cost", "area"):
            value = getattr(finding.action, name.removeprefix("action_"), None)
            value = getattr(finding, name) if name in ("text", "area") else value
            fields[f"finding-{finding.id}-{name}"] = str(value or "")
        if finding.action.chosen:
            fields[f"finding-{finding.id}-chosen"] = "y"
    return fields | {"praises": ["", *document.praises]} | changes
