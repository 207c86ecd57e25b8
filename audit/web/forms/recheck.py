"""A quick re-check as a form: answer, note and photos of each action, a photo of each point."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import Field, IntegerField
from wtforms.validators import Optional

from audit.domain.rechecks import PARTS
from audit.usecases.rechecks import Given
from audit.web.forms.carried import CarriedForm, carried_for, name
from audit.web.forms.pictures import SHA256


class RecheckForm(CarriedForm):
    """What is valid can be taken though the rest is not."""

    points: tuple[UUID, ...] = ()
    version = IntegerField(validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that no photo comes without its answer."""
        valid = super().validate(extra_validators)
        for action in self.actions:
            found, photos = self.part(action, "found"), self.part(action, "photos")
            if not found.data and (photos.data or self.part(action, "added").data):
                valid = False
                photos.errors = [_l("Pilih dulu: selesai, sebagian, atau belum.")]
        return valid

    def point(self, point: UUID) -> Field:
        """The field for the photo of a point."""
        return self[point_name(point)]

    def fields(self) -> dict[str, Any]:
        """What was sent and is valid, by the name of the field; an answer can't be taken back."""
        sent = [self.part(action, part) for action in self.actions for part in PARTS]
        valid = (field for field in sent if field.raw_data and not field.errors)
        return {f.name: f.data for f in valid if f.data or not f.name.endswith("-found")}

    def given(self, points: dict[UUID, str]) -> Given:
        """What the use-case is to store.

        :param points: the photos of points, kept by now
        """
        added = {a: [s for s in self.part(a, "added").data if known(s)] for a in self.actions}
        dropped = {a: self.part(a, "drop").data for a in self.actions}
        return Given(self.fields(), added, dropped, points)

    def wrong(self) -> dict[str, Any]:
        """Errors by the name of their field."""
        return {field.name: field.errors for field in self if field.errors}

    def left_out(self, posted: MultiDict[str, Any]) -> dict[str, Any]:
        """What was sent about actions and points that are not there any more, by name."""
        return {
            name: value
            for name, value in posted.items()
            if name.startswith(("carried-", "point-")) and name not in self and value
        }

    def give_back(self, old: "RecheckForm", stored: Mapping[UUID, Sequence[str]]) -> None:
        """Take over what was typed in another form, with what is wrong with it.

        :param stored: the photos that need no giving back, by action
        """
        for field in old:
            if field.name in self and field.errors:
                self[field.name].errors = field.errors
        for action in self.actions:
            if name(action, "found") not in old:
                continue
            for part in PARTS:
                if old.part(action, part).raw_data:
                    self.part(action, part).data = old.part(action, part).data
            there = (*stored.get(action, ()), *old.part(action, "drop").data)
            added = [sha for sha in old.part(action, "added").data if known(sha)]
            self.part(action, "added").data = [sha for sha in added if sha not in there]


def known(sha256: str) -> bool:
    """Whether a text can be the name of a photo."""
    return SHA256.fullmatch(sha256) is not None


def recheck_for(actions: Iterable[UUID], points: Iterable[UUID]) -> type[RecheckForm]:
    """Grow the form class for the open actions and the photo points of one workshop."""
    grown, places = carried_for(actions), tuple(points)
    fields: dict[str, Any] = {"points": places}
    for point in places:
        fields[point_name(point)] = FileField()
    return type("WorkshopRecheckForm", (RecheckForm, grown), fields)


def point_name(point: UUID) -> str:
    """How the photo of a point is called in forms: ``point-<id>-photo``."""
    return f"point-{point}-photo"
