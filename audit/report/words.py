"""The words of the report: gettext, dates and lists in one of the two languages.

Indonesian is the language of the source, so it needs no catalogue; English
comes from ``audit/translations/en/LC_MESSAGES/messages.mo``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.support import Translations

TRANSLATIONS = Path(__file__).parent.parent / "translations"
NO_DATE = "–"


@dataclass(frozen=True)
class Words:
    """Sentences and dates in one language; take it from `words`."""

    language: str
    catalogue: NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        """The sentence in this language, with ``%(name)s`` filled in."""
        text = self.catalogue.gettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """The sentence for `num` things; ``%(num)d`` is filled in too."""
        return self.catalogue.ngettext(one, many, num) % {"num": num, **values}

    def day(self, day: date | None) -> str:
        """A date in full: ``24 November 2026``."""
        return format_date(day, "d MMMM y", locale=self.language) if day else NO_DATE

    def weekday(self, day: date) -> str:
        """A date to be there on: ``Selasa, 22 Desember 2026``."""
        return format_date(day, "EEEE, d MMMM y", locale=self.language)

    def short_day(self, day: date | None, year: int) -> str:
        """A date for narrow columns, ``27 Nov``; says the year when it is not `year`."""
        pattern = "d MMM" if day and day.year == year else "d MMM y"
        return format_date(day, pattern, locale=self.language) if day else NO_DATE

    def tiny_day(self, day: date) -> str:
        """A date for the foot of a chart: ``24 Nov 26``."""
        return format_date(day, "d MMM yy", locale=self.language)

    def listed(self, things: Sequence[str]) -> str:
        """Things in a row: ``Ringkas, Rapi, dan Resik``."""
        return format_list(things, locale=self.language)


@cache
def words(language: str) -> Words:
    """The words of a language; every language but English reads Indonesian."""
    chosen = "en" if language == "en" else "id"
    return Words(chosen, Translations.load(TRANSLATIONS, [chosen]))
