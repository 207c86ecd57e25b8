"""When the next visit is, moved between visits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from audit.web import clock
from audit.web.filters import day
from audit.web.forms.finding import DayField


class NextVisitForm(FlaskForm):
    """One date; an empty one takes the plan off."""

    next_visit_on = DayField(_l("Tanggal kunjungan"))

    def validate_next_visit_on(self, field: Any) -> None:
        """Nobody plans for yesterday."""
        today = clock.today()
        if field.data and field.data < today:
            raise ValidationError(
                _("Tanggal ini sudah lewat. Pilih paling awal hari ini, %(day)s.", day=day(today))
            )
