"""What the forms of the closing steps share: what was sent, what is wrong, what is given back."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID

from wtforms import Field

from audit.domain.document import Document, Finding
from audit.usecases.closing import Closing


class ClosingForms:
    """All forms of one step, over a version of its document."""

    own: ClassVar[tuple[str, ...]]
    """Fields of the audit itself that stand for parts of the document."""
    main: Any
    """The form with those."""
    findings: Mapping[UUID, Any]
    """The form of each finding."""

    def __init__(
        self, closing: Closing, version: int, posted: Any = None, seen: Document | None = None
    ) -> None:
        """Fill the forms from the document, then with what was posted.

        :param seen: the document that the posted page showed
        """
        self.closing = closing
        self.grow({"version": version}, posted, seen or closing.document)

    def grow(self, shown: dict[str, Any], posted: Any, seen: Document) -> None:
        """Make the forms; `shown` is what they show beside the document."""
        raise NotImplementedError

    def with_gone(self, seen: Document) -> list[Finding]:
        """The findings, then those that the page showed and the document lacks by now."""
        there = {finding.id for finding in self.closing.document.findings}
        gone = [finding for finding in seen.findings if finding.id not in there]
        return [*self.closing.document.findings, *gone]

    def fields(self) -> Iterator[Field]:
        """Every field that stands for a part of the document and that the page had."""
        sent = [self.main[name] for name in self.own]
        yield from (field for field in sent if field.raw_data)
        for form in self.findings.values():
            if form.sent:
                yield from form

    def every(self) -> Iterator[Field]:
        """Every field that people fill in."""
        yield from (self.main[name] for name in self.own)
        for form in self.findings.values():
            yield from form

    def validate(self) -> bool:
        """Check every field."""
        return all([self.main.validate(), *(form.validate() for form in self.findings.values())])

    def held_back(self, field: Field) -> bool:
        """Whether a field is not to be stored as it was sent."""
        return bool(field.errors)

    def posted(self) -> dict[str, Any]:
        """What was sent and is valid, by name."""
        return {f.name: f.data for f in self.fields() if not self.held_back(f)}

    def refuse(self, names: Collection[str], sentence: str) -> None:
        """Put a sentence beside fields that were valid but could not be stored."""
        for field in self.fields():
            if field.name in names:
                field.errors = [sentence]

    def errors(self) -> dict[str, str]:
        """What is wrong, by the name of its field."""
        return {f.name: str(f.errors[0]) for f in self.every() if f.errors}

    def places(self) -> dict[str, str]:
        """What each field is called in a list of faults, with the item it belongs to."""
        own = {field.name: str(field.label.text) for field in self.main}
        items = {finding.id: finding.item for finding in self.closing.document.findings}
        return own | {
            field.name: f"{items.get(key, '')} {field.label.text}"
            for key, form in self.findings.items()
            for field in form
        }

    def wrong(self) -> dict[str, Field]:
        """The fields to give back as they were typed, by name."""
        return {f.name: f for f in self.every() if self.held_back(f)}

    def give_back(self, wrong: Mapping[str, Field]) -> None:
        """Show what was typed and refused, with its sentences."""
        for field in self.every():
            if typed := wrong.get(field.name):
                field.data, field.raw_data, field.errors = typed.data, typed.raw_data, typed.errors
