"""A correction as forms: its reason, and other answers to the items."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from audit.domain.document import MAX_TEXT, Document
from audit.web.forms.answers import plain_lines
from audit.web.forms.fields import at_most, filled
from audit.web.forms.sheet import Sheet, sheet_for, values


def stripped(text: str | None) -> str:
    """A text without the blanks around it."""
    return plain_lines(text).strip()


class CorrectionForm(FlaskForm):
    """Why a final audit is changed."""

    reason = TextAreaField(
        _l("Alasan koreksi"),
        [filled(_l("Tulis mengapa audit ini dikoreksi.")), at_most(MAX_TEXT)],
        filters=[stripped],
    )


def answers_form(document: Document, posted: Any = None) -> Sheet:
    """The answers of an audit; what a page did not send stays as it is."""
    form = sheet_for(document.instrument, document.k3)
    held = values(document, form.codes)
    if posted is None:
        return form(None, data=held)
    sent = MultiDict(posted)
    for name, value in held.items():
        if name not in sent and value is not None:
            sent.add(name, value)
    return form(sent, data=held)
