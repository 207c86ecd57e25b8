"""Audits and actions as exports take them; keyword overrides."""

from datetime import date
from typing import Any
from uuid import UUID

from audit.domain.document import Document
from audit.domain.exporting import ActionRecord, Audited, Place
from tests.report.makers import TODAY, a_document, an_instrument


def all_at(score: Any, **others: Any) -> dict[str, Any]:
    """Every item of the instrument at one level, but for some, by code with an underscore."""
    known = dict.fromkeys(an_instrument().by_code, score)
    return known | {code.replace("_", "."): value for code, value in others.items()}


def an_audited(answers: dict[str, Any] | None = None, **changes: Any) -> Audited:
    """A final audit of a workshop that has another name today."""
    document: Document = a_document(answers or {}, **({"number": "AUD-2026-0117"} | changes))
    return Audited("CV Kurnia Teknik Jaya", document)


def an_action(**changes: Any) -> ActionRecord:
    """An open action of that audit."""
    values: dict[str, Any] = {
        "id": UUID(int=5),
        "workshop": Place(UUID(int=99), "CV Kurnia Teknik Jaya"),
        "audit": UUID(int=1),
        "number": "AUD-2026-0117",
        "audited_on": TODAY,
        "instrument": "5r-ikm@1",
        "item": "R1.1",
        "area": "Produksi",
        "finding": "Besi tua menumpuk.",
        "root_cause": "",
        "text": "Pilah besi tua.",
        "pic": "Pak Budi",
        "due_on": date(2026, 12, 1),
        "priority": "tinggi",
        "cost": "tanpa",
        "chosen": True,
        "repeat": 2,
        "state": "open",
        "continued": False,
        "closed_on": None,
    }
    return ActionRecord(**(values | changes))
