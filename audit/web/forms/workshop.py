"""What is written down about a workshop."""

from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput

from audit.domain.document import MAX_TEXT
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases.workshops import Care, Facts
from audit.web import clock
from audit.web.forms.fields import (
    ChoiceField,
    LinesField,
    NameField,
    NumberField,
    PhoneField,
    at_most,
    filled,
)
from audit.web.labels import labels

FIRST_YEAR = 1980
MAX_ADDRESS = 500
MOST_WORKERS = 9_999


def this_year() -> int:
    """The year it is at the workshops."""
    return clock.today().year


def user_id(value: User | str) -> UUID:
    """The id of a user, from the row or from the form."""
    return value.id if isinstance(value, User) else UUID(value)


YEAR = _l("Tulis tahun dengan empat angka, dari %(least)d sampai %(most)d.")


class WorkshopForm(FlaskForm):
    """Every field of a workshop; only the name must be there."""

    name = NameField(_l("Nama usaha"), filled(_l("Tulis nama usahanya.")))
    legal_form = ChoiceField(
        _l("Bentuk usaha"), lambda: labels()["legal_form"], default="perorangan"
    )
    sector = ChoiceField(_l("Sektor"), lambda: labels()["sector"], default="metal")
    owner_name = NameField(_l("Nama pemilik"))
    pic_name = NameField(_l("PIC 5R"))
    phone = PhoneField(_l("Telepon atau WhatsApp"))
    address = NameField(_l("Alamat"), most=MAX_ADDRESS)
    kelurahan = NameField(_l("Kelurahan atau desa"))
    kecamatan = NameField(_l("Kecamatan"))
    city = NameField(_l("Kota atau kabupaten"))
    province = NameField(_l("Provinsi"))
    workers = NumberField(
        _l("Jumlah pekerja"),
        0,
        lambda: MOST_WORKERS,
        _l("Tulis jumlahnya dengan angka, dari %(least)d sampai %(most)d."),
    )
    areas = LinesField(_l("Area kerja"))
    stage = ChoiceField(
        _l("Kelas kemandirian"),
        lambda: labels()["stage"],
        empty=_l("Belum ditetapkan"),
    )
    stage_year = NumberField(_l("Tahun penetapan"), FIRST_YEAR, this_year, YEAR)
    stage_by = NameField(_l("Ditetapkan oleh"))
    joined_year = NumberField(_l("Tahun masuk binaan"), FIRST_YEAR, this_year, YEAR)
    permits = TextAreaField(
        _l("Legalitas"), [at_most(MAX_TEXT)], filters=[lambda text: (text or "").strip()]
    )
    target = NumberField(
        _l("Target skor"),
        1,
        lambda: 100,
        _l("Tulis target dengan angka, dari %(least)d sampai %(most)d."),
    )
    mentors = SelectMultipleField(
        _l("Pendamping"),
        coerce=user_id,
        option_widget=CheckboxInput(),
        invalid_choice_message=_l("Pilih dari daftar pendamping."),
    )
    active = BooleanField(_l("Masih dibina"), default=True)
    new_id = HiddenField(default=lambda: str(new_id()))

    def facts(self) -> Facts:
        """What was filled in, as the use-cases take it."""
        values = {field.name: self[field.name].data for field in fields(Facts)}
        return Facts(**values | {"stage": values["stage"] or None})

    def care(self) -> Care | None:
        """The mentors chosen and whether it is still mentored; None where that is not asked."""
        if self.mentors is None:
            return None
        return Care(self.mentors.data or [], self.active.data)

    def offer(self, mentors: Sequence[User] | None) -> None:
        """Let these people be chosen as mentors; None asks a mentor nothing of the kind."""
        if mentors is None:
            del self.mentors, self.active
        else:
            self.mentors.choices = [SelectChoice(str(user.id), user.name) for user in mentors]

    def key(self) -> UUID:
        """The id that a new workshop gets: the same when the form is sent twice."""
        try:
            key = UUID(self.new_id.data)
        except ValueError:
            return new_id()
        return key if key.version == 7 else new_id()
