"""How numbers, dates and words look on a page, in the language of the page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask, session

from audit.domain.instrument import Text

Show = Callable[..., str]
DAY = date(2026, 5, 4)


@pytest.fixture
def show(app: Flask) -> Show:
    """A value through a filter, as a template has it."""

    def shown(value: object, name: str, language: str = "id") -> str:
        # Babel remembers the language in the context of the app
        with app.app_context(), app.test_request_context():
            session["language"] = language
            return app.jinja_env.from_string(f"{{{{ value | {name} }}}}").render(value=value)

    return shown


@pytest.mark.parametrize(
    ("name", "value", "indonesian", "english"),
    [
        ("weekday", DAY, "Senin, 4 Mei 2026", "Monday, 4 May 2026"),
        ("percent", Fraction(679, 10), "67,9", "67.9"),
        ("percent", Fraction(100), "100,0", "100.0"),
        ("percent", None, "–", "–"),
        ("change", Decimal("7.9"), "+7,9", "+7.9"),
        ("change", Decimal("-3"), "\N{MINUS SIGN}3,0", "\N{MINUS SIGN}3.0"),
        ("change", Decimal(0), "0,0", "0.0"),
        ("change", None, "–", "–"),
        ("day", DAY, "4 Mei 2026", "4 May 2026"),
        ("day", None, "", ""),
        ("short_day", date(2026, 8, 17), "17 Agu 2026", "17 Aug 2026"),
        ("short_day", None, "", ""),
        ("text", Text(id="Ringkas", en="Sort"), "Ringkas", "Sort"),
    ],
)
def test_a_value_is_written_as_the_language_has_it(
    show: Show, name: str, value: Any, indonesian: str, english: str
) -> None:
    assert show(value, name) == indonesian
    assert show(value, name, "en") == english


@pytest.mark.parametrize(
    ("zone", "told"),
    [("Asia/Jakarta", "5 Mei 2026, 06.05"), ("Asia/Jayapura", "5 Mei 2026, 08.05")],
)
def test_a_time_is_told_in_the_zone_of_the_workshops(
    app: Flask, show: Show, zone: str, told: str
) -> None:
    app.config["TIMEZONE"] = zone

    assert show(datetime(2026, 5, 4, 23, 5, tzinfo=UTC), "clock") == told


def test_templates_know_the_words_of_values(app: Flask) -> None:
    with app.test_request_context():
        words = app.jinja_env.from_string("{{ label('state', 'open') }}").render()

    assert words == "terbuka"
