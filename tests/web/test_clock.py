"""The app's time zone decides which day it is, not the server's."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask

from audit.web import clock


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Jakarta", date(2026, 11, 25)),
        ("UTC", date(2026, 11, 24)),
        ("America/Bogota", date(2026, 11, 24)),
        ("Asia/Jayapura", date(2026, 11, 25)),
    ],
)
def test_today_is_the_day_at_the_workshops(app: Flask, zone: str, day: date) -> None:
    app.config["TIMEZONE"] = ZoneInfo(zone)

    with time_machine.travel(datetime(2026, 11, 24, 17, 30, tzinfo=UTC), tick=False):
        assert clock.today() == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 16, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 17, 0, 0, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_the_day_begins_at_midnight_in_jakarta(app: Flask, moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day
        assert clock.now() == moment
        assert clock.now().utcoffset() is not None
