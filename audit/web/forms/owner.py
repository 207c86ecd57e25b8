"""What the owner picks: who does each chosen action and until when, and a remark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField
from wtforms.validators import Optional

from audit.domain.amending import field_name, finding_values
from audit.domain.document import Document, Finding
from audit.domain.findings import DUE_DAYS, days_after
from audit.usecases.closing import Closing
from audit.web.forms.closing import ClosingForms
from audit.web.forms.fields import NameField, tidy
from audit.web.forms.finding import DayField, LongField, not_before

MOST_NAMES = 6
"""So many names fit on buttons; any other is typed."""
PERIODS = {
    1: _l("Besok"),
    3: _l("3 hari"),
    7: _l("1 minggu"),
    14: _l("2 minggu"),
    30: _l("1 bulan"),
}
"""Days from the audit, on buttons."""
PICKED = ("pic", "due_on")


@dataclass(frozen=True)
class Term:
    """One button for a due date; `urgency` is the priority that proposes it, if one does."""

    days: int
    word: Any
    on: date
    urgency: str


def terms(audited_on: date) -> list[Term]:
    """The buttons for due dates."""
    urgencies = {days: priority for priority, days in DUE_DAYS.items()}
    return [
        Term(days, word, days_after(audited_on, days), urgencies.get(days, ""))
        for days, word in PERIODS.items()
    ]


def quick_names(closing: Closing) -> Sequence[str]:
    """The names on buttons: owner, PIC of the workshop, then those of this audit."""
    return closing.names[:MOST_NAMES]


class OwnerForm(FlaskForm):
    """What the owner says about the audit as a whole."""

    version = IntegerField(validators=[Optional()])
    remarks_owner = LongField(_l("Catatan pemilik"))


class PickForm(Form):
    """One chosen action; names of fields are those of `audit.domain.amending`."""

    sent = False
    pic = NameField(_l("PIC"))
    due_on = DayField(_l("Tenggat"))


class Owner(ClosingForms):
    """All forms of the owner screen, over a version of its document."""

    own = ("remarks_owner",)

    def grow(self, shown: dict[str, Any], posted: Any, seen: Document) -> None:
        """Make the form of the audit and one for each chosen action, or sent one."""
        document = self.closing.document
        remark = {"remarks_owner": document.remarks.owner}
        self.main = OwnerForm(posted, data=shown | remark)
        before = {finding.id: finding for finding in seen.findings}
        self.findings = {
            finding.id: pick_form(
                finding, before.get(finding.id, finding), posted, document.audited_on
            )
            for finding in self.with_gone(seen)
            if finding in self.closing.chosen or was_sent(finding, posted)
        }


def was_sent(finding: Finding, posted: Any) -> bool:
    """Whether the posted page showed this finding."""
    return bool(posted) and field_name(finding.id, "due_on") in posted


def pick_form(finding: Finding, seen: Finding, posted: Any, audited_on: date) -> PickForm:
    """The form of one action; `seen` is what the posted page showed of it."""
    sent, shown = was_sent(finding, posted), finding_values(seen)
    given = {
        (name := field_name(finding.id, field)): picked(posted.getlist(name), shown[field])
        for field in (PICKED if sent else ())
    }
    form = PickForm(
        MultiDict(given) if sent else None,
        prefix=field_name(finding.id, ""),
        data=finding_values(finding),
    )
    form.sent = sent
    sentence = _("Tenggat paling awal hari audit, %(day)s.", day="%(day)s")
    form.due_on.validators = [not_before(audited_on, sentence)]
    return form


def picked(values: Sequence[str], shown: date | str | None) -> str:
    """What is new among the pressed button and the typed field, which have one name.

    Where both are, the typed one counts; where none is, what was shown stays if it was sent.
    """
    before = str(shown or "")
    given = [text for value in values if (text := tidy(value))]
    new = [text for text in given if text != before]
    return new[-1] if new else before if before in given else ""
