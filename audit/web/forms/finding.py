"""What is agreed about one finding, as a form."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Form, TextAreaField
from wtforms.validators import ValidationError

from audit.domain.amending import field_name, finding_values
from audit.domain.document import MAX_TEXT, Finding
from audit.web.filters import day
from audit.web.forms.answers import plain_lines
from audit.web.forms.fields import ChoiceField, NameField, at_most
from audit.web.labels import labels

DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
"""What a date field of a browser sends, and what people type where there is none."""


class LongField(TextAreaField):
    """Some lines of at most 5,000 letters."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [at_most(MAX_TEXT)], filters=[plain_lines], **kwargs)


class DayField(DateField):
    """A date, or nothing."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, format=DATES, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date; what is none is told, because a date field would not show it."""
        if not valuelist:
            return
        self.data, typed = None, str(valuelist[0]).strip()
        if not typed:
            return
        try:
            super().process_formdata([typed])
        except ValueError as error:
            raise ValueError(
                _("“%(typed)s” bukan tanggal. Pilih dari kalender.", typed=typed[:40])
            ) from error


def not_before(earliest: date, sentence: str) -> Any:
    """A rule: the date is not before another; `sentence` names that as ``%(day)s``."""

    def rule(_form: Any, field: Any) -> None:
        if field.data and field.data < earliest:
            raise ValidationError(sentence % {"day": day(earliest)})

    return rule


class FindingForm(Form):
    """One finding and its action; names of fields are those of `audit.domain.amending`."""

    sent = False
    text = LongField(_l("Temuan"))
    area = NameField(_l("Area"))
    no_photo_reason = LongField(_l("Mengapa tanpa foto"))
    declined = BooleanField(_l("Bukan temuan"))
    action_text = LongField(_l("Tindakan"))
    root_cause = LongField(_l("Akar masalah (5 mengapa)"))
    pic = NameField(_l("PIC"))
    due_on = DayField(_l("Tenggat"))
    priority = ChoiceField(_l("Prioritas"), lambda: labels()["priority"])
    cost = ChoiceField(_l("Biaya"), lambda: labels()["cost"])
    chosen = BooleanField(_l("Masuk lembar pemilik"))


def finding_form(
    finding: Finding, posted: Any, *, declinable: bool, audited_on: date
) -> FindingForm:
    """The form of one finding; only a nilai of 2 can be declined."""
    # A finding that the page did not show yet has sent nothing, not empty texts.
    sent = bool(posted) and field_name(finding.id, "text") in posted
    form = FindingForm(
        posted if sent else None, prefix=field_name(finding.id, ""), data=finding_values(finding)
    )
    form.sent = sent
    if not declinable:
        del form.declined
    sentence = _("Tenggat paling awal hari audit, %(day)s.", day="%(day)s")
    form.due_on.validators = [not_before(audited_on, sentence)]
    return form
