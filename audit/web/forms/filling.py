"""The forms of the rating sheet together: filled from a document, read back into one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from audit.domain.document import Document
from audit.web.forms import carried, sheet
from audit.web.forms.carried import CarriedForm, carried_for
from audit.web.forms.pictures import PhotoForm
from audit.web.forms.sheet import Sheet, sheet_for

GIVEN_BACK = ("-note", "-na_reason", "-area", "-added")
"""Fields whose wrong text or photos are shown again, so that it can be mended."""


@dataclass(frozen=True)
class Filling:
    """Answers and earlier actions of one audit, as forms over a version of its document."""

    document: Document
    version: int
    answers: Sheet
    carried: CarriedForm

    @property
    def base(self) -> int | None:
        """The version that a posted form was made from."""
        number: int | None = self.answers.version.data
        return number

    def valid(self) -> bool:
        """Check every field of both forms."""
        return all([self.answers.validate(), self.carried.validate()])

    def result(self) -> Document:
        """The document with whatever is valid."""
        return self.carried.into(self.answers.into(self.document))

    def photos(self, action: UUID) -> tuple[str, ...]:
        """The photos of an earlier action, those that are to go among them."""
        stored = (c.photos for c in self.document.carried if c.action == action)
        return self.carried.photos(action, next(stored, ()))

    def forms(self) -> tuple[PhotoForm, PhotoForm]:
        """Both forms."""
        return self.answers, self.carried

    def errors(self) -> dict[str, Sequence[str]]:
        """Sentences by the name of their field."""
        return {**self.answers.errors, **self.carried.errors}

    def first_wrong(self) -> str | None:
        """Code of the first item with a field that is wrong."""
        wrong = self.answers.errors
        return next((c for c in self.answers.codes if any(f"-{c}-" in n for n in wrong)), None)

    def typed(self) -> dict[str, Any]:
        """What the fields hold now, by name; picture files can't be given back."""
        return {
            field.name: field.data
            for form in self.forms()
            for field in form
            if field.name not in ("version", "csrf_token") and not field.name.endswith("-photos")
        }

    def wrong(self) -> dict[str, Any]:
        """Texts that were refused, to be given back in their fields."""
        errors = self.errors()
        return {
            name: value
            for name, value in self.typed().items()
            if name in errors and name.endswith(GIVEN_BACK)
        }

    def over(self, document: Document, version: int, typed: Mapping[str, Any]) -> Self:
        """New forms over another version, with `typed` and with what is wrong in these."""
        new = type(self)(document, version, *made(document, self.carried.actions, None, typed))
        for old, form in zip(self.forms(), new.forms(), strict=True):
            for name, errors in old.errors.items():
                form[name].errors = errors
        return new


def filling(document: Document, version: int, actions: Iterable[UUID], posted: Any) -> Filling:
    """The forms of one audit, with what was posted if anything was.

    :param actions: ids of the open actions of earlier audits
    """
    return Filling(document, version, *made(document, actions, posted, {}))


def made(
    document: Document, actions: Iterable[UUID], posted: Any, typed: Mapping[str, Any]
) -> tuple[Sheet, CarriedForm]:
    """Both forms; `typed` goes over what the document holds."""
    grown = sheet_for(document.instrument, document.k3)
    data = {**held(document, grown.codes), **typed}
    return grown(posted, data=data), carried_for(actions)(posted, data=data)


def held(document: Document, codes: Iterable[str]) -> dict[str, Any]:
    """What the fields hold for a document, by name."""
    return {**sheet.values(document, codes), **carried.values(document)}
