"""The rating sheet with nothing on it, for a tablet to keep and fill in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from audit.domain.document import Document, MentorRef, WorkshopRef
from audit.domain.history import PastAudit
from audit.domain.red_tags import Totals
from audit.instruments import published
from audit.web.audits.sheet_page import sheet_page
from audit.web.audits.sheet_past import Past, Proposal
from audit.web.forms.filling import filling

NOBODY = UUID(int=0)
PLACE = "{id}"
"""Stands for the id of an action, which the script puts in."""
ITEM = "{item}"
"""Stands for the code of its item."""


@dataclass(frozen=True)
class BlankAction:
    """An open action as the page's pattern of one."""

    id: str = PLACE
    item: str = ITEM
    text: str = ""
    pic: str = ""
    due_on: None = None


def blank_document(instrument: str) -> Document:
    """An audit of nobody, with nothing rated."""
    return Document(
        id=NOBODY,
        instrument=instrument,
        audited_on=date(2026, 1, 1),
        workshop=WorkshopRef(id=NOBODY, name=""),
        mentor=MentorRef(id=NOBODY, name=""),
    )


def blank_recheck() -> dict[str, Any]:
    """What the template of a re-check shows before it is anybody's."""
    return {"filling": blank_forms(published()[-1]), "action": BlankAction()}


def blank_forms(instrument: str) -> Any:
    """The forms of a document of nobody, with a place for the id of an action."""
    document = blank_document(instrument)
    return filling(document, 0, [PLACE], None)  # type: ignore[list-item] # a place for an id


def blank(instrument: str) -> dict[str, Any]:
    """What the template of the sheet shows for a questionnaire before it is anybody's."""
    document = blank_document(instrument)
    earlier: list[PastAudit] = []
    past = Past(earlier, None, (), Proposal("na", 0, 0, first=True), Totals())
    page = sheet_page(document, datetime(2026, 1, 1, tzinfo=UTC), past)
    return {
        "page": page,
        "filling": blank_forms(instrument),
        "current": page.pillars[0],
        "notices": (),
        "stored": "",
        "action": BlankAction(),
    }
