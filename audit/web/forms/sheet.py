"""The rating sheet as a form, grown from its instrument, and its way into the document."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from msgspec.structs import replace
from wtforms import Field, IntegerField
from wtforms.validators import Optional

from audit.domain.document import Answer, Document
from audit.domain.scoring import Score
from audit.instruments import load
from audit.web.forms.answers import item_fields
from audit.web.forms.pictures import PhotoForm

TYPED = ("score", "note", "na_reason", "area")
"""Parts of an answer that a field holds whole; photos are added and dropped."""

POSTED = re.compile(r"answers-(.+)-\w+")


class Sheet(PhotoForm):
    """Every item of one audit; what is valid can be taken though the rest is not."""

    codes: tuple[str, ...] = ()
    version = IntegerField(validators=[Optional()])

    def entries(self) -> Sequence[str]:
        """Codes of the items."""
        return self.codes

    def part(self, code: str, part: str) -> Field:
        """The field of one part of an answer."""
        return self[field_name(code, part)]

    def into(self, document: Document) -> Document:
        """The document with every valid answer of this form."""
        answers = {code: self.answer(code, document.answer(code)) for code in self.codes}
        given = {
            code: answer
            for code, answer in answers.items()
            if answer != Answer() or code in document.answers
        }
        return replace(document, answers={**document.answers, **given})

    def answer(self, code: str, stored: Answer) -> Answer:
        """One answer: the stored one with what is valid in the form."""
        fields = {part: self.part(code, part) for part in TYPED}
        valid = {part: field.data for part, field in fields.items() if not field.errors}
        valid["score"] = read_score(valid.get("score"), stored.score)
        return replace(stored, **valid, photos=self.kept(code, stored.photos))

    def unknown_items(self, posted: Iterable[str]) -> list[str]:
        """Items that the form was sent answers for, but that are not on this sheet."""
        named = {found[1] for name in posted if (found := POSTED.fullmatch(name))}
        return sorted(named - set(self.codes))


@cache
def sheet_for(instrument: str, k3: bool) -> type[Sheet]:
    """Grow the form class for one instrument by its key, with or without its K3 items."""
    codes = tuple(item.code for item in load(instrument).items(k3=k3))
    fields = {
        field_name(code, part): field for code in codes for part, field in item_fields().items()
    }
    return type("InstrumentSheet", (Sheet,), {**fields, "codes": codes})


def field_name(code: str, part: str) -> str:
    """How a part of an answer is called in forms: ``answers-R1.1-score``."""
    return f"answers-{code}-{part}"


def values(document: Document, codes: Iterable[str]) -> dict[str, Any]:
    """What the fields hold for a document, by name."""
    return {
        field_name(code, part): value
        for code in codes
        for part, value in answer_values(document.answer(code)).items()
    }


def answer_values(answer: Answer) -> dict[str, Any]:
    """What the fields of one item hold."""
    score = None if answer.score is None else str(answer.score)
    return {"score": score, **{part: getattr(answer, part) for part in TYPED[1:]}}


def read_score(value: str | None, stored: Score) -> Score:
    """The score that a radio stands for; the stored one when none was pressed."""
    if not value or not value.strip():
        return stored
    return "na" if value == "na" else int(value)
