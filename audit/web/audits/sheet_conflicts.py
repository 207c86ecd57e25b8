"""Fields with more than one value on the sheet: told in words, settled by the plain form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from msgspec.structs import replace

from audit.domain.conflicts import decided
from audit.domain.document import Conflict, Document, SideValue, Signature
from audit.domain.paths import place
from audit.web.audits.changes import fields, worded

PREFIX = "conflict-"
CALLED = {"findings.action_text": "findings.action.text"}


@dataclass(frozen=True)
class Choice:
    """One of the values in words, with its author."""

    value: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """An open conflict as the page asks about it."""

    conflict: Conflict

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return PREFIX + self.conflict.path

    @property
    def title(self) -> str:
        """What the values are for: ``Dua nilai untuk R2.3``."""
        number, item = len(self.conflict.sides), self.conflict.item
        if number == 2 and place(self.conflict.path).field == "score":
            return str(_("Dua nilai untuk %(item)s", item=item))
        what = " · ".join(filter(None, [item, called(self.conflict.path)]))
        if number == 2:
            return str(_("Dua isian berbeda untuk %(what)s", what=what))
        return str(_("%(number)d isian berbeda untuk %(what)s", number=number, what=what))

    @property
    def choices(self) -> Iterator[Choice]:
        """The values in words, the one that is stored first."""
        field = place(self.conflict.path).field
        for side in self.conflict.sides:
            yield Choice(told(field, side.value), side.by, side.at)


def called(path: str) -> str:
    """What a field is called."""
    spot = place(path)
    full = ".".join(filter(None, [spot.part, spot.field]))
    named = fields()
    for name in (full, f"{full}.name", CALLED.get(full, ""), spot.field):
        if name in named:
            return named[name]
    return spot.field


def told(field: str, value: SideValue) -> str:
    """A value as a reader knows it; a signature by its name."""
    if isinstance(value, Signature):
        return value.name
    return worded(field, value) or "–"


def questions(document: Document, item: str) -> tuple[Question, ...]:
    """What is to be asked at an item."""
    return tuple(Question(one) for one in document.conflicts if one.item == item)


def settled(document: Document, posted: Mapping[str, str]) -> Document:
    """The document without the conflicts that the form decides.

    Whoever chooses the value that is stored, means what the form has in its field.
    """
    for conflict in document.conflicts:
        chosen = posted.get(PREFIX + conflict.path, "")
        if chosen == "0":
            left = tuple(one for one in document.conflicts if one.path != conflict.path)
            document = replace(document, conflicts=left)
        elif chosen.isdecimal() and int(chosen[:3]) < len(conflict.sides):
            document = decided(document, conflict.path, conflict.sides[int(chosen)].value)
    return document


def news(before: Document, after: Document) -> Conflict | None:
    """The first conflict that storing a form brought."""
    known = {conflict.path for conflict in before.conflicts}
    return next((one for one in after.conflicts if one.path not in known), None)
