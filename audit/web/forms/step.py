"""One step with an action: what is to happen, a note or reason, photos."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField
from wtforms.validators import ValidationError

from audit.domain.document import MAX_TEXT
from audit.usecases.acting import Step
from audit.web.forms.answers import ListField
from audit.web.forms.fields import at_most
from audit.web.forms.finding import LongField

MOST_PHOTOS = 10


class StepForm(FlaskForm):
    """`kept` names photos that were handed in before, so that a refused step loses none."""

    seen = HiddenField()
    to = HiddenField(validators=[at_most(MAX_TEXT)])
    note = LongField(_l("Catatan atau alasan"))
    photos = MultipleFileField(_l("Foto"))
    kept = ListField()

    refused: Sequence[str] = ()
    """What is wrong with a photo, each with its name."""
    moved = ""
    """The state that the action is in, where that is not the one the page showed."""

    def files(self) -> list[FileStorage]:
        """The pictures that came; an empty field sends a nameless one."""
        return [file for file in self.photos.data or () if file]

    def validate_kept(self, field: ListField) -> None:
        """A step has a handful of photos, not an album."""
        if len(field.data) > MOST_PHOTOS:
            raise ValidationError(_("Paling banyak %(most)d foto.", most=MOST_PHOTOS))

    def step(self) -> Step:
        """What was filled in, as the use-case takes it."""
        return Step(
            seen=self.seen.data or "",
            to=self.to.data or "",
            note=self.note.data,
            photos=tuple(self.kept.data),
        )
