"""How a visit ends: praise, closing words, the next visit."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput

from audit.domain.ranking import MOST_PRAISES
from audit.web.forms.fields import NameField
from audit.web.forms.finding import DayField, LongField

OWN = ("praises", "remarks_mentor", "remarks_owner", "remarks_private", "next_visit_on")
"""Fields of the form that stand for parts of the document."""


def named(codes: list[str] | None) -> list[str]:
    """The codes without the empty one that a page sends so that "none" can be told from nothing."""
    return [code for code in codes or [] if code]


class ConclusionForm(FlaskForm):
    """What is said about the audit as a whole."""

    version = IntegerField(validators=[Optional()])
    praises = SelectMultipleField(
        _l("Yang sudah baik"), option_widget=CheckboxInput(), filters=[named]
    )
    everyone_pic = NameField(_l("Satu PIC untuk semua tindakan di lembar pemilik"))
    remarks_mentor = LongField(_l("Catatan pendamping"))
    remarks_owner = LongField(_l("Catatan pemilik"))
    remarks_private = LongField(_l("Catatan pribadi"))
    next_visit_on = DayField(_l("Kunjungan berikutnya"))

    def validate_praises(self, field: Any) -> None:
        """The owner's page has room for three."""
        if len(field.data) > MOST_PRAISES:
            raise ValidationError(_("Pilih paling banyak tiga hal baik."))
