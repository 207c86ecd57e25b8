"""One photo point as a form: its name and how it should be seen."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import ValidationError

from audit.web.forms.fields import NameField, filled


class PointForm(FlaskForm):
    """`kept` names a photo that was handed in before, so that a wrong name loses nothing."""

    name = NameField(_l("Nama titik"), filled(_l("Tulis nama titik, misalnya Rak alat.")))
    photo = FileField(_l("Foto acuan"))
    kept = HiddenField()

    refusal = ""
    """What is wrong with the photo."""

    def validate_photo(self, _field: Any) -> None:
        """What is wrong with a photo was found when it was kept."""
        if self.refusal:
            raise ValidationError(self.refusal)
