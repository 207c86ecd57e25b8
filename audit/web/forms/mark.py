"""What the owner says of one action: begun, or done with a note or a photo."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField

from audit.domain.document import MAX_TEXT
from audit.storage.pictures import MAX_UPLOAD
from audit.web.forms.fields import at_most


def evened(text: str | None) -> str:
    """A text with the line ends of this house and no blanks around it."""
    return (text or "").replace("\r\n", "\n").strip()


class MarkForm(FlaskForm):
    """`seen` is the state that the page showed; `kept` names a photo that came before.

    It has no form token: owners have no session, and the link itself is the secret.
    """

    class Meta:
        """What the form does without."""

        csrf = False

    note = TextAreaField(_l("Catatan"), [at_most(MAX_TEXT)], filters=[evened])
    photo = FileField(_l("Foto"))
    kept = HiddenField()
    seen = HiddenField()
    step = HiddenField()

    def __init__(self, action_id: UUID, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.action_id = action_id
        self.refusal = ""
        """What is wrong with the whole."""

    def data_of_photo(self) -> bytes:
        """The bytes that were handed in; nothing when there was no file."""
        file = self.photo.data
        data: bytes = file.stream.read(MAX_UPLOAD + 1) if file else b""
        return data

    def refuse(self, sentence: str) -> None:
        """Say why nothing was stored."""
        self.refusal = sentence

    def refuse_photo(self, sentence: str) -> None:
        """Say what is wrong with the photo."""
        self.photo_refusal = sentence

    photo_refusal = ""
    """What is wrong with the photo."""

    def refusals(self) -> list[str]:
        """Everything that is wrong, before anything is stored."""
        self.validate()
        return [*map(str, self.note.errors), *filter(None, [self.photo_refusal])]
