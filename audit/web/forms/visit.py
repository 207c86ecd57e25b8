"""What is asked when a visit begins."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from audit.domain.document import MAX_NAME
from audit.storage.workshops import Workshop
from audit.usecases.visits import Visit
from audit.web import clock
from audit.web.filters import day
from audit.web.forms.fields import NameField, tidy

OWNER = "pemilik"
PIC = "PIC 5R"


class VisitForm(FlaskForm):
    """When, whom and where; `known` are the drafts that the page showed."""

    audited_on = DateField(
        _l("Tanggal kunjungan"),
        default=clock.today,
        invalid_value_message=_l("Pilih tanggal kunjungan."),
    )
    met_with = RadioField(
        _l("Yang ditemui"), validate_choice=False, default="", render_kw={"required": False}
    )
    met_other = NameField(_l("Orang lain"))
    areas = SelectMultipleField(
        _l("Area yang dinilai"), option_widget=CheckboxInput(), validate_choice=False
    )
    more_areas = StringField(_l("Area lain"))
    k3 = BooleanField(_l("Nilai juga K3"), default=True)
    known = HiddenField()

    def offer(self, workshop: Workshop, drafts: Sequence[UUID]) -> None:
        """Show the people and areas of a workshop; at first every area is chosen."""
        self.met_with.choices = [
            SelectChoice(OWNER, named(_("Pemilik"), workshop.owner_name)),
            SelectChoice(PIC, named(PIC, workshop.pic_name)),
        ]
        self.areas.choices = [SelectChoice(area) for area in workshop.areas]
        if not self.is_submitted():
            self.areas.data = list(workshop.areas)
            self.known.data = ",".join(map(str, drafts))

    def validate_audited_on(self, field: Any) -> None:
        """A visit can't be ahead of us."""
        today = clock.today()
        if field.data and field.data > today:
            raise ValidationError(
                _(
                    "Tanggal ini belum tiba. Pilih paling lambat hari ini, %(today)s.",
                    today=day(today),
                )
            )

    def validate_more_areas(self, field: Any) -> None:
        """The name of an area has a limit."""
        if any(len(area) > MAX_NAME for area in listed(field.data)):
            raise ValidationError(
                _(
                    "Nama area paling banyak %(limit)d huruf. Pisahkan tiap area dengan koma.",
                    limit=MAX_NAME,
                )
            )

    def visit(self) -> Visit:
        """What was filled in, as the use-case takes it."""
        return Visit(
            audited_on=self.audited_on.data,
            met_with=self.met_other.data or self.met_with.data or "",
            areas=tuple(dict.fromkeys([*self.areas.data, *listed(self.more_areas.data)])),
            k3=self.k3.data,
            known=ids(self.known.data),
        )


def named(role: str, name: str) -> str:
    """``Pemilik: Sri Wahyuni``, or the role alone."""
    return f"{role}: {name}" if name else role


def listed(text: str | None) -> list[str]:
    """The names in a line with commas."""
    return [name for name in map(tidy, (text or "").split(",")) if name]


def ids(text: str | None) -> list[UUID]:
    """The ids in a line with commas; what is none is left out."""
    found = []
    for part in (text or "").split(","):
        with suppress(ValueError):
            found.append(UUID(part))
    return found
