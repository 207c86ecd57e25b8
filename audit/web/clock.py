"""The present moment of the running app; rules below the web get it as a value."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """The present moment in the app's own time zone."""
    zone: ZoneInfo = current_app.config["TIMEZONE"]
    return datetime.now(UTC).astimezone(zone)


def today() -> date:
    """The date it is at the workshops."""
    return now().date()
