"""What narrows the list of workshops down; it lives in the address, so it can be kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.fields import SelectChoice

from audit.storage.accounts import User
from audit.web.forms.fields import ChoiceField, NameField
from audit.web.labels import labels


class SearchForm(Form):
    """Words and four filters; what the lists don't have filters nothing."""

    text = NameField(_l("Cari nama usaha, pemilik, atau kota"))
    sector = ChoiceField(_l("Sektor"), lambda: labels()["sector"], empty=_l("Semua sektor"))
    city = SelectField(_l("Kota"))
    stage = ChoiceField(_l("Kelas"), lambda: labels()["stage"], empty=_l("Semua kelas"))
    mentor = SelectField(_l("Pendamping"))

    def offer(self, cities: Sequence[str], mentors: Sequence[User]) -> None:
        """Let these cities and mentors be chosen."""
        self.city.choices = [
            SelectChoice("", str(_l("Semua kota"))),
            *(SelectChoice(city) for city in cities),
        ]
        self.mentor.choices = [
            SelectChoice("", str(_l("Semua pendamping"))),
            *(SelectChoice(str(user.id), user.name) for user in mentors),
        ]
        self.validate()

    def wanted(self) -> dict[str, Any]:
        """The filters as `workshops.search` takes them."""
        known = {field.short_name: field.data for field in self if field.data and not field.errors}
        if mentor := known.get("mentor"):
            known["mentor"] = UUID(mentor)
        return known

    @property
    def narrowed(self) -> bool:
        """Whether any filter besides the words is set."""
        return bool(self.wanted().keys() - {"text"})
