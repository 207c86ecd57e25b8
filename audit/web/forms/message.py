"""The message to the owner, as the mentor sends it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from audit.web.forms.fields import at_most, filled
from audit.web.forms.mark import evened

MOST = 1500
"""Letters of a message; with each letter escaped it still fits into an address."""


class MessageForm(FlaskForm):
    """One text; `[tautan]` in it gives way to the link."""

    text = TextAreaField(
        _l("Pesan"), [filled(_l("Tulis pesannya.")), at_most(MOST)], filters=[evened]
    )
