"""Makers of red tags for tests: straight into their table, or as the print takes them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from audit.extensions import writing
from audit.report.red_tags import TagInput, TagsInput
from audit.storage.accounts import User
from audit.storage.red_tags import RedTag
from audit.storage.workshops import Workshop
from tests.factories import TODAY

NUMBERS = count(1)


def a_tag(workshop: Workshop, user: User, days: int = 0, **overrides: Any) -> RedTag:
    """A stored tag, attached so many days ago; decided on today if a decision is given."""
    values: dict[str, Any] = {
        "workshop_id": workshop.id,
        "number": next(NUMBERS),
        "name": "Mesin bor duduk",
        "quantity": "1 unit",
        "area": "Produksi",
        "reason": "rusak",
        "tagged_on": TODAY - timedelta(days),
        "tagged_by_id": user.id,
    }
    if "decision" in overrides:
        values |= {"decided_on": TODAY, "decided_by_id": user.id}
    tag = RedTag(**(values | overrides))
    with writing() as session:
        session.add(tag)
    return tag


def to_print(number: int = 1, **overrides: Any) -> TagInput:
    """A tag as the print takes it."""
    values: dict[str, Any] = {
        "number": number,
        "name": "Mesin bor duduk",
        "quantity": "1 unit",
        "area": "Produksi",
        "reason": "rusak, motornya terbakar",
        "tagged_on": TODAY,
        "address": f"https://audit.example/workshops/1/red-tags/{number}",
    }
    return TagInput(**(values | overrides))


def a_sheet(*tags: TagInput, language: str = "id", today: date = TODAY) -> TagsInput:
    """The tags of one workshop to print."""
    return TagsInput("CV Kurnia Teknik", tags or (to_print(),), today, language)
