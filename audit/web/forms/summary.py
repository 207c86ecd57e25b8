"""The summary of a visit as forms: the audit's own fields, and those of each finding."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields import SelectChoice

from audit.domain.amending import field_name, values
from audit.domain.document import Document
from audit.domain.ranking import MOST_CHOSEN
from audit.web.forms.closing import ClosingForms
from audit.web.forms.conclusion import OWN, ConclusionForm
from audit.web.forms.finding import FindingForm, finding_form, not_before


class Summary(ClosingForms):
    """All forms of one summary, over a version of its document."""

    own = OWN

    def grow(self, shown: dict[str, Any], posted: Any, seen: Document) -> None:
        """Make the form of the audit and one for each finding."""
        closing, document = self.closing, self.closing.document
        shown = values(document) | shown
        self.main = ConclusionForm(posted, data={name: shown[name] for name in (*OWN, "version")})
        self.main.praises.choices = [SelectChoice(i.code) for i in closing.praisable()]
        late = _("Kunjungan berikutnya paling awal hari audit, %(day)s.", day="%(day)s")
        self.main.next_visit_on.validators = [not_before(document.audited_on, late)]
        self.findings = {
            finding.id: finding_form(
                finding,
                posted,
                declinable=closing.declinable(finding),
                audited_on=document.audited_on,
            )
            for finding in self.with_gone(seen)
        }

    def validate(self) -> bool:
        """Check every field, and that the owner's page names no sixth action."""
        valid = super().validate()
        crowd, taken = self.crowd(), ", ".join(f.item for f in self.closing.chosen)
        for field in crowd:
            field.errors = [_("Sudah lima tindakan. Lepas satu dulu: %(taken)s.", taken=taken)]
        return valid and not crowd

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

    def held_back(self, field: Field) -> bool:
        """Also every tick, where there are too many."""
        return super().held_back(field) or (field.short_name == "chosen" and bool(self.crowd()))

    def posted(self) -> dict[str, Any]:
        """What was sent and is valid, by name; one name for all stands in each action."""
        given = super().posted()
        if "praises" in given:
            given["praises"] = tuple(given["praises"])
        if self.main.everyone_pic.data and not self.main.everyone_pic.errors:
            given |= {form.pic.name: self.main.everyone_pic.data for form in self.chosen()}
        return given

    def every(self) -> Iterator[Field]:
        """Every field that people fill in."""
        yield self.main.everyone_pic
        yield from super().every()
