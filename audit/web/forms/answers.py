"""The kinds of fields that one item of the rating sheet is made of."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import Field, RadioField, SelectChoice, StringField
from wtforms.validators import Optional

from audit.domain.document import MAX_NAME, MAX_TEXT
from audit.domain.instrument import MAX_SCORE
from audit.web.forms.fields import at_most

SCORES = [*(SelectChoice(str(score)) for score in range(MAX_SCORE + 1)), SelectChoice("na")]


class ListField(Field):
    """Every value that was sent under one name."""

    def process_data(self, value: Any) -> None:
        """Start from the values given, or from none."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the texts; a file under this name is none."""
        self.data = [value for value in valuelist if isinstance(value, str)]


def plain_lines(text: str | None) -> str:
    """A text with the line ends that documents have; browsers send others."""
    return (text or "").replace("\r\n", "\n")


def text_field(most: int = MAX_TEXT) -> StringField:
    """A note, a reason or a name; a longer one is given back with a sentence."""
    return StringField(filters=[plain_lines], validators=[at_most(most)])


def score_field() -> RadioField:
    """One of 0 to 4 or "na", or nothing yet."""
    wrong = _l("Nilai harus 0 sampai 4, atau tidak berlaku.")
    return RadioField(choices=SCORES, validators=[Optional()], invalid_choice_message=wrong)


def photo_fields() -> dict[str, Field]:
    """The fields of photos: files, hashes of those handed in already, of those to go."""
    return {"photos": MultipleFileField(), "added": ListField(), "drop": ListField()}


def item_fields() -> dict[str, Field]:
    """The fields of one item, by the last part of their names."""
    return {
        "score": score_field(),
        "note": text_field(),
        "na_reason": text_field(),
        "area": text_field(MAX_NAME),
        **photo_fields(),
    }
