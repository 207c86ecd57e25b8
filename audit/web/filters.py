"""How a number, a date or a word of the rules looks on a page."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from flask import Flask
from flask_babel import format_date, format_datetime, get_locale

from audit.domain.comparison import signed
from audit.domain.instrument import Text
from audit.domain.scoring import shown
from audit.web import labels


def init_app(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.jinja_env.filters.update(
        percent=percent,
        change=change,
        day=day,
        short_day=short_day,
        weekday=weekday,
        clock=clock,
        text=text,
    )
    app.jinja_env.globals["label"] = labels.label


def locale() -> str:
    """The language of the page."""
    return str(get_locale() or "id")


def percent(value: Fraction | Decimal | None) -> str:
    """``67,9``, or a dash for no value."""
    return shown(value, locale())


def change(value: Decimal | None) -> str:
    """``+7,9`` percentage points."""
    return signed(value, locale())


def day(value: date | None) -> str:
    """``24 November 2026``; nothing for no date."""
    return str(format_date(value, "d MMMM y")) if value else ""


def short_day(value: date | None) -> str:
    """``24 Nov 2026``."""
    return str(format_date(value, "d MMM y")) if value else ""


def weekday(value: date) -> str:
    """``Selasa, 22 Desember 2026``."""
    return str(format_date(value, "EEEE, d MMMM y"))


def clock(value: datetime) -> str:
    """``24 Nov 2026, 10.42`` in the app's time zone."""
    return str(format_datetime(value, f"d MMM y, {hour_pattern()}"))


def hour(value: datetime) -> str:
    """``10.42`` in the app's time zone."""
    return str(format_datetime(value, hour_pattern()))


def hour_pattern() -> str:
    """How hours are written: with a dot in Indonesian, with a colon in English."""
    return "HH:mm" if locale() == "en" else "HH.mm"


def text(value: Text) -> str:
    """A text of the instrument in the language of the page."""
    return value.of(locale())
