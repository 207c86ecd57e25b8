"""One signature: a name, and what was drawn or photographed."""

from typing import Any, get_args

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField

from audit.storage.pictures import MAX_UPLOAD
from audit.usecases.signing import Signer
from audit.web.forms.fields import NameField, filled

SIGNERS: tuple[Signer, ...] = get_args(Signer)


class SignatureForm(FlaskForm):
    """`kept` names a picture that was handed in before, so that a wrong name loses nothing."""

    name = NameField(_l("Nama"), filled(_l("Tulis nama yang menandatangani.")))
    picture = FileField(_l("Foto tanda tangan"))
    kept = HiddenField()

    def data_of_picture(self) -> bytes:
        """The bytes that were handed in; nothing when there was no file."""
        file = self.picture.data
        return file.stream.read(MAX_UPLOAD + 1) if file else b""

    def validate_kept(self, field: Any) -> None:
        """A signature needs its picture; what is wrong with one was said before."""
        if not field.data and not self.refusal:
            self.refusal = _("Tanda tangan belum dibuat.")

    refusal = ""
    """What is wrong with the picture."""


def signature_form(signer: str, name: str, posted: Any = None) -> SignatureForm:
    """The form of one signer, with the name that is most likely."""
    return SignatureForm(posted, prefix=f"{signer}-", data={"name": name})
