"""The rescue file of a tablet, handed in."""

from typing import BinaryIO

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from audit.web.forms.fields import filled


class RescueForm(FlaskForm):
    """One file."""

    file = FileField(_l("Berkas dari tablet"), [filled(_l("Pilih berkasnya dulu."))])

    def stream(self) -> BinaryIO:
        """What was handed in."""
        stream: BinaryIO = self.file.data.stream
        return stream
