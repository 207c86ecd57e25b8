"""Planned visits as a calendar file (RFC 5545), for one of them or for a feed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from icalendar import Alarm, Calendar, Event

from audit.storage.visits import PlannedVisit
from audit.web import clock

REMINDER = timedelta(hours=-16)
"""From midnight of the day: at eight in the morning of the day before."""
FRESH = timedelta(hours=6)
"""How often programs should ask a feed anew."""


def answer(visits: Iterable[PlannedVisit], file_name: str) -> Response:
    """The file of some visits, never kept on the way."""
    data = calendar(visits, clock.now()).to_ical()
    response = Response(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def calendar(visits: Iterable[PlannedVisit], made_at: datetime) -> Calendar:
    """All-day events, one for each visit."""
    whole = Calendar()
    whole.add("prodid", "-//Audit 5R//Kunjungan//ID")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("x-wr-calname", _("Kunjungan 5R"))
    whole.add("refresh-interval", FRESH, parameters={"value": "DURATION"})
    whole.add("x-published-ttl", "PT6H")
    for visit in visits:
        whole.add_component(event(visit, made_at))
    return whole


def event(visit: PlannedVisit, made_at: datetime) -> Event:
    """One visit; the same one while its date is moved, another after the next audit."""
    link = url_for("workshops.show", workshop_id=visit.workshop_id, _external=True)
    one = Event()
    one.add("uid", f"{visit.workshop_id}-{visit.last or 'first'}")
    one.add("dtstamp", made_at)
    one.add("dtstart", visit.on)  # a date without an end is that whole day
    one.add("summary", summary(visit))
    if place := one_line(visit.place):
        one.add("location", place)
    one.add("description", f"{to_do(visit)}\n{link}")
    one.add("url", link)
    one.add_component(reminder(visit))
    return one


def reminder(visit: PlannedVisit) -> Alarm:
    """A word on the day before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDER)
    alarm.add("description", summary(visit))
    return alarm


def one_line(text: str) -> str:
    """The text without line breaks and without what can't be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def summary(visit: PlannedVisit) -> str:
    """``Kunjungan 5R: CV Kurnia Teknik``."""
    return str(_("Kunjungan 5R: %(name)s", name=one_line(visit.workshop)))


def to_do(visit: PlannedVisit) -> str:
    """What waits there, in a sentence."""
    if not visit.actions:
        return str(_("Tidak ada tindakan terbuka."))
    return str(ngettext("%(num)d tindakan terbuka.", "%(num)d tindakan terbuka.", visit.actions))
