"""Read a calendar file back, as a calendar program does."""

from typing import Any

from icalendar import Calendar


def events(data: bytes) -> list[Any]:
    """The events of the file, each a mapping from the names of RFC 5545."""
    return list(Calendar.from_ical(data).walk("VEVENT"))
