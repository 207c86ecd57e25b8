"""What a visit finds of earlier actions, as a form, and its way into the document."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args
from uuid import UUID

from flask_babel import lazy_gettext as _l
from msgspec.structs import replace
from wtforms import Field, RadioField, SelectChoice
from wtforms.validators import Optional

from audit.domain.document import Carried, Document, Found
from audit.web.forms.answers import photo_fields, text_field
from audit.web.forms.pictures import PhotoForm

FOUND = [SelectChoice(word) for word in get_args(Found)]


class CarriedForm(PhotoForm):
    """Three answers, a note and photos for each open action."""

    actions: tuple[UUID, ...] = ()

    def entries(self) -> Sequence[UUID]:
        """The actions."""
        return self.actions

    def part(self, action: UUID, part: str) -> Field:
        """The field of one part of an answer."""
        return self[name(action, part)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that no note or photo comes without its answer."""
        valid = bool(super().validate(extra_validators))
        for action in self.actions:
            if not self.part(action, "found").data:
                note, added = self.part(action, "note"), self.part(action, "added")
                wrong = [note] if note.data else []
                wrong += [added] if added.data or self.part(action, "photos").data else []
                for field in wrong:
                    valid = False
                    field.errors = [_l("Pilih dulu: selesai, sebagian, atau belum.")]
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
        found, note = self.part(action, "found"), self.part(action, "note")
        seen = found.data if found.data and not found.errors else stored and stored.found
        if not seen:
            return None
        said = (stored.note if stored else "") if note.errors else note.data
        photos = self.kept(action, stored.photos if stored else ())
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
        fields |= {name(action, part): field for part, field in photo_fields().items()}
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
