"""What narrows the board of actions down; it lives in the address, so it can be kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.fields import SelectChoice

from audit.storage.board import Place, Wanted
from audit.web.forms.fields import ChoiceField, NameField
from audit.web.labels import labels

STATUS = {"live": _l("belum selesai"), "overdue": _l("terlambat")}
"""What the board shows beside the single states."""
DUE = {"week": _l("7 hari ke depan"), "overdue": _l("Sudah lewat")}


def statuses() -> dict[str, Any]:
    """Everything the board can show, with its word."""
    return STATUS | dict(labels()["state"])


class BoardForm(Form):
    """Four filters; what the lists don't have filters nothing."""

    status = ChoiceField(_l("Status"), statuses, default="live")
    workshop = SelectField(_l("Usaha binaan"))
    pic = NameField(_l("PIC"))
    due = ChoiceField(_l("Tenggat"), lambda: DUE, empty=_l("Kapan saja"))

    def offer(self, places: Sequence[Place]) -> None:
        """Let these workshops be chosen."""
        self.workshop.choices = [
            SelectChoice("", str(_l("Semua usaha binaan"))),
            *(SelectChoice(str(place.id), place.name) for place in places),
        ]
        self.validate()

    def known(self) -> dict[str, str]:
        """The filters that are set and valid, as an address has them; the status aside."""
        fields = (self.workshop, self.pic, self.due)
        return {field.short_name: field.data for field in fields if field.data and not field.errors}

    def wanted(self) -> Wanted:
        """The filters as the board takes them."""
        known = self.known()
        status = self.status.data if self.status.data and not self.status.errors else "live"
        return Wanted(
            status=status,
            workshop=UUID(known["workshop"]) if "workshop" in known else None,
            pic=known.get("pic", ""),
            due=known.get("due", ""),
        )
