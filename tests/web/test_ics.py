"""The calendar file, read back as a calendar program does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from icalendar import Calendar

from audit.storage.base import new_id
from audit.storage.visits import PlannedVisit
from audit.web import ics
from tests.calendars import events

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
WORKSHOP = UUID("0190c0de-0000-7000-8000-000000000000")


def a_visit(**changes: Any) -> PlannedVisit:
    values: dict[str, Any] = {
        "workshop_id": WORKSHOP,
        "workshop": "CV Kurnia Teknik",
        "on": date(2026, 12, 22),
        "phone": "+6281234567890",
        "address": "Jl. Baja 1",
        "kelurahan": "",
        "kecamatan": "Jebres",
        "city": "Surakarta",
        "province": "Jawa Tengah",
        "last": None,
        "last_on": None,
        "last_mentor": None,
        "actions": 4,
    }
    return PlannedVisit(**(values | changes))


def written(app: Flask, *visits: PlannedVisit) -> bytes:
    with app.test_request_context(base_url="https://audit.example/"):
        data: bytes = ics.calendar(visits, NOW).to_ical()
        return data


def read(app: Flask, *visits: PlannedVisit) -> list[Any]:
    """The events of the file, after its bytes went out and came back."""
    return events(written(app, *visits))


def test_a_visit_is_one_event_of_a_whole_day(app: Flask) -> None:
    (event,) = read(app, a_visit())

    assert str(event["SUMMARY"]) == "Kunjungan 5R: CV Kurnia Teknik"
    assert event["DTSTART"].dt == date(2026, 12, 22)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTSTAMP"].dt == NOW
    assert str(event["LOCATION"]) == "Jl. Baja 1, Jebres, Surakarta, Jawa Tengah"
    link = f"https://audit.example/workshops/{WORKSHOP}"
    assert str(event["DESCRIPTION"]) == f"4 tindakan terbuka.\n{link}"
    assert str(event["URL"]) == link
    assert not event.errors


def test_the_day_before_reminds(app: Flask) -> None:
    (event,) = read(app, a_visit())
    (alarm,) = event.walk("VALARM")

    assert str(alarm["ACTION"]) == "DISPLAY"
    assert alarm["TRIGGER"].dt == timedelta(hours=-16)
    assert str(alarm["DESCRIPTION"]) == "Kunjungan 5R: CV Kurnia Teknik"


def test_an_event_stays_the_same_when_moved_and_is_another_after_the_next_audit(app: Flask) -> None:
    audit = new_id()
    first, moved, next_one = read(
        app,
        a_visit(last=audit),
        a_visit(last=audit, on=date(2027, 1, 5)),
        a_visit(last=new_id()),
    )
    never, other = read(app, a_visit(), a_visit(workshop_id=new_id()))

    assert first["UID"] == moved["UID"]
    assert len({e["UID"] for e in (first, next_one, never, other)}) == 4


def test_a_place_nobody_wrote_down_is_left_out(app: Flask) -> None:
    nowhere = dict.fromkeys(("address", "kecamatan", "city", "province"), "")
    (event,) = read(app, a_visit(**nowhere, actions=0))

    assert "LOCATION" not in event
    assert str(event["DESCRIPTION"]).startswith("Tidak ada tindakan terbuka.\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ('Toko, Las; "Jaya" \\ Baru: 100%', 'Toko, Las; "Jaya" \\ Baru: 100%'),
        ("A\r\nEND:VEVENT\r\nBEGIN:VEVENT", "A END:VEVENT BEGIN:VEVENT"),
        ("A\nATTACH:https://evil.example/\rB", "A ATTACH:https://evil.example/ B"),
        ("A\u2028B\x0bC\x00D\x85E", "A B C D E"),
        ("Bengkel " + "é" * 112, "Bengkel " + "é" * 112),
        ("🛠" * 120, "🛠" * 120),
        ("\\n \\, \\;", "\\n \\, \\;"),
    ],
)
def test_no_name_breaks_the_file(app: Flask, name: str, told: str) -> None:
    visit = a_visit(workshop=name, address=name, kecamatan="", city="", province="")

    data = written(app, visit, a_visit())
    hostile, _plain = events(data)

    assert str(hostile["SUMMARY"]) == f"Kunjungan 5R: {told}"
    assert str(hostile["LOCATION"]) == told
    assert "ATTACH" not in hostile
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("on", [date.min, date.max])
def test_no_date_breaks_the_file(app: Flask, on: date) -> None:
    (event,) = read(app, a_visit(on=on))

    assert event["DTSTART"].dt == on


def test_a_file_without_visits_is_a_calendar_all_the_same(app: Flask) -> None:
    whole: Any = Calendar.from_ical(written(app))

    assert str(whole["X-WR-CALNAME"]) == "Kunjungan 5R"
    assert whole.walk("VEVENT") == []
    assert str(whole["VERSION"]) == "2.0" and whole["PRODID"]


def test_the_answer_is_a_calendar_that_nobody_keeps(app: Flask) -> None:
    with app.test_request_context():
        answer = ics.answer([a_visit()], "kunjungan.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="kunjungan.ics"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
