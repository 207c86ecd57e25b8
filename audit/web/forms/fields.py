"""Fields that several forms use: tidy text, whole numbers, phones, lists written in lines."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from audit.domain.document import MAX_NAME
from audit.web.forms.phone import e164, spoken

Words = Callable[[], Mapping[str, str]]


def tidy(text: str | None) -> str:
    """The text without blanks at its ends and with single blanks inside."""
    return " ".join((text or "").split())


class Filled:
    """A rule: the field must not be empty; `sentence` says what to write."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Any) -> None:
        """Stop at an empty field."""
        if not str(field.data or "").strip():
            raise StopValidation(str(self.sentence))


filled = Filled


def storable(text: str) -> None:
    """Refuse a NUL, which nobody types and PostgreSQL does not keep.

    :raise ValidationError: there is one
    """
    if "\0" in text:
        raise ValidationError(_("Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya."))


def at_most(letters: int) -> Callable[[Any, Any], None]:
    """A rule: the text has a limit, and the sentence says how much is too much."""

    def rule(_form: Any, field: Any) -> None:
        storable(field.data or "")
        over = len(field.data or "") - letters
        if over > 0:
            raise ValidationError(
                _(
                    "Paling banyak %(limit)d huruf. Kurangi %(over)d huruf.",
                    limit=letters,
                    over=over,
                )
            )

    return rule


class NameField(StringField):
    """One line of at most 120 letters."""

    def __init__(self, label: Any, *rules: Any, most: int = MAX_NAME, **kwargs: Any) -> None:
        super().__init__(label, [*rules, at_most(most)], filters=[tidy], **kwargs)


class ChoiceField(SelectField):
    """One of some values, shown with their words; `empty` is the word for none."""

    def __init__(self, label: Any, words: Words, empty: Any = None, **kwargs: Any) -> None:
        def choices() -> list[SelectChoice]:
            known = [SelectChoice(value, word) for value, word in words().items()]
            return known if empty is None else [SelectChoice("", str(empty)), *known]

        wrong = _l("Pilih salah satu dari daftar.")
        super().__init__(label, choices=choices, invalid_choice_message=wrong, **kwargs)


class NumberField(IntegerField):
    """A whole number within limits, or nothing; `sentence` says what to write."""

    def __init__(
        self, label: Any, least: int, most: Callable[[], int], sentence: Any, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.least, self.most, self.sentence = least, most, sentence

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; an empty field is no number."""
        text = tidy(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        if not text.isascii() or not text.isdecimal() or not self.fits(int(text[:9])):
            raise ValueError(str(self.sentence) % {"least": self.least, "most": self.most()})
        self.data = int(text)

    def fits(self, number: int) -> bool:
        """Whether the number is within the limits."""
        return self.least <= number <= self.most()


class PhoneField(StringField):
    """A phone number, written as people do and kept as E.164."""

    def _value(self) -> str:
        text = self.data or ""
        return spoken(text) if e164(text) == text else text

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the number in E.164, or what was typed so that it can be mended."""
        self.data = tidy(valuelist[0]) if valuelist else ""
        if not self.data:
            return
        number = e164(self.data)
        if number is None:
            raise ValueError(_("Nomor ini belum lengkap. Tulis seperti 0812-3456-7890."))
        self.data = number


class LinesField(TextAreaField):
    """A list of names, one in each line."""

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the lines; empty ones and repetitions fall out."""
        lines = "\n".join(valuelist).splitlines()
        self.data = list(dict.fromkeys(line for line in map(tidy, lines) if line))

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse a name that is too long for a form on paper, or that can't be kept."""
        for line in self.data or []:
            storable(line)
            if len(line) > MAX_NAME:
                raise ValidationError(
                    _(
                        "Terlalu panjang: “%(name)s…”. Paling banyak %(limit)d huruf tiap baris.",
                        name=line[:30],
                        limit=MAX_NAME,
                    )
                )
