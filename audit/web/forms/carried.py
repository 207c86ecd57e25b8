"""What a visit finds of earlier actions, as a form, and its way into the document."""

from collections.abc import Iterable
from typing import Any, get_args
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from msgspec.structs import replace
from wtforms import RadioField, SelectChoice
from wtforms.validators import Optional

from audit.domain.document import Carried, Document, Found
from audit.web.forms.answers import text_field

FOUND = [SelectChoice(word) for word in get_args(Found)]


class CarriedForm(FlaskForm):
    """Three answers and a note for each open action."""

    actions: tuple[UUID, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that no note comes without its answer."""
        valid = bool(super().validate(extra_validators))
        for action in self.actions:
            found, note = self[name(action, "found")], self[name(action, "note")]
            if note.data and not found.data:
                valid = False
                note.errors = [_l("Pilih dulu: selesai, sebagian, atau belum.")]
        return valid

    def into(self, document: Document) -> Document:
        """The document with what is valid of this form."""
        stored = {carried.action: carried for carried in document.carried}
        for action in self.actions:
            if carried := self.carried(action, stored.get(action)):
                stored[action] = carried
        return replace(document, carried=tuple(stored.values()))

    def carried(self, action: UUID, stored: Carried | None) -> Carried | None:
        """What was found of one action; None while nothing was chosen."""
        found, note = self[name(action, "found")], self[name(action, "note")]
        seen = found.data if found.data and not found.errors else stored and stored.found
        if not seen:
            return None
        said = (stored.note if stored else "") if note.errors else note.data
        photos = stored.photos if stored else ()
        return Carried(action=action, found=seen, note=said, photos=photos)


def carried_for(actions: Iterable[UUID]) -> type[CarriedForm]:
    """Grow the form class for the open actions of one workshop."""
    ids = tuple(actions)
    fields: dict[str, Any] = {"actions": ids}
    for action in ids:
        fields[name(action, "found")] = RadioField(
            choices=FOUND,
            validators=[Optional()],
            invalid_choice_message=_l("Pilih selesai, sebagian, atau belum."),
        )
        fields[name(action, "note")] = text_field()
    return type("WorkshopCarriedForm", (CarriedForm,), fields)


def name(action: UUID, part: str) -> str:
    """How a part is called in forms: ``carried-<id>-found``."""
    return f"carried-{action}-{part}"


def values(document: Document) -> dict[str, Any]:
    """What the fields hold for a document, by name."""
    return {
        name(carried.action, part): getattr(carried, part)
        for carried in document.carried
        for part in ("found", "note")
    }
