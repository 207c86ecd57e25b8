"""The summary of a visit as forms: the audit's own fields, and those of each finding."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields import SelectChoice

from audit.domain.amending import field_name, values
from audit.domain.document import Finding
from audit.domain.ranking import MOST_CHOSEN
from audit.usecases.closing import Closing
from audit.web.forms.conclusion import OWN, ConclusionForm
from audit.web.forms.finding import FindingForm, finding_form, not_before


class Summary:
    """All forms of one summary, over a version of its document."""

    def __init__(
        self,
        closing: Closing,
        version: int,
        posted: Any = None,
        gone: Iterable[Finding] = (),
    ) -> None:
        """Fill the forms from the document, then with what was posted.

        :param gone: findings that the posted page showed and the document lacks by now
        """
        self.closing, document = closing, closing.document
        shown = {**values(document), "version": version}
        self.main = ConclusionForm(posted, data={name: shown[name] for name in (*OWN, "version")})
        self.main.praises.choices = [SelectChoice(i.code) for i in closing.praisable()]
        late = _("Kunjungan berikutnya paling awal hari audit, %(day)s.", day="%(day)s")
        self.main.next_visit_on.validators = [not_before(document.audited_on, late)]
        self.findings: dict[UUID, FindingForm] = {
            finding.id: finding_form(
                finding,
                posted,
                declinable=closing.declinable(finding),
                audited_on=document.audited_on,
            )
            for finding in (*document.findings, *gone)
        }

    def fields(self) -> Iterator[Field]:
        """Every field that stands for a part of the document and that the page had."""
        sent = [self.main[name] for name in OWN]
        yield from (field for field in sent if field.raw_data)
        for form in self.findings.values():
            if form.sent:
                yield from form

    def validate(self) -> bool:
        """Check every field, and that the owner's page names no sixth action."""
        valid = [self.main.validate(), *(form.validate() for form in self.findings.values())]
        crowd, taken = self.crowd(), ", ".join(f.item for f in self.closing.chosen)
        for field in crowd:
            field.errors = [_("Sudah lima tindakan. Lepas satu dulu: %(taken)s.", taken=taken)]
        return all(valid) and not crowd

    def chosen(self) -> Iterator[FindingForm]:
        """The forms of the actions that are to be on the owner's page."""
        for form in self.findings.values():
            if form.chosen.data and not ("declined" in form and form.declined.data):
                yield form

    def crowd(self) -> list[Field]:
        """The boxes ticked last, when more than five are."""
        chosen = list(self.chosen())
        if len(chosen) <= MOST_CHOSEN:
            return []
        before = {field_name(f.id, "chosen") for f in self.closing.chosen}
        return [form.chosen for form in chosen if form.chosen.name not in before]

    def posted(self) -> dict[str, Any]:
        """What was sent and is valid, by name."""
        crowded = bool(self.crowd())
        given = {
            field.name: field.data
            for field in self.fields()
            if not field.errors and not (crowded and field.short_name == "chosen")
        }
        if "praises" in given:
            given["praises"] = tuple(given["praises"])
        if self.main.everyone_pic.data and not self.main.everyone_pic.errors:
            given |= {form.pic.name: self.main.everyone_pic.data for form in self.chosen()}
        return given

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
        crowded = bool(self.crowd())
        return {
            field.name: field
            for field in self.every()
            if field.errors or (crowded and field.short_name == "chosen")
        }

    def give_back(self, wrong: dict[str, Field]) -> None:
        """Show what was typed and refused, with its sentences."""
        for field in self.every():
            if typed := wrong.get(field.name):
                field.data, field.raw_data, field.errors = typed.data, typed.raw_data, typed.errors

    def every(self) -> Iterator[Field]:
        """Every field that people fill in."""
        yield from (self.main[name] for name in (*OWN, "everyone_pic"))
        for form in self.findings.values():
            yield from form
