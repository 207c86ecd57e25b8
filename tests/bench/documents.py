"""Each document of the print set from the demonstration data, as a job to print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from audit.cli.demo.loading import email, last_audit
from audit.extensions import db, photo_store
from audit.report.job import Job
from audit.storage import accounts, actions, audits, red_tags
from audit.storage.audits import Audit
from audit.usecases import blank_sheets, comparing, posters, programme, task_sheets
from audit.usecases.printing import report_job
from audit.usecases.reports import Setting, setting_of
from audit.usecases.tag_sheets import tags_job
from tests.factories import TODAY

REPORT = "Report"


def setting(language: str = "id") -> Setting:
    """What the installation says about every print."""
    return setting_of(current_app.config, language)


def report(language: str = "id") -> Job:
    """The last audit of CV Kurnia Teknik, with its 24 photos."""
    return report_job(db.session, photo_store(), last_audit(db.session), setting(language))


def draft() -> Job:
    """An audit that is being rated."""
    row = db.session.scalars(select(Audit).where(Audit.status == "draft")).one()
    return report_job(db.session, photo_store(), row, setting())


def comparison() -> Job:
    """The first and the last audit of CV Kurnia Teknik."""
    workshop = last_audit(db.session).workshop
    history = audits.history(db.session, workshop.id)
    pair = comparing.choose(history, None, None)
    assert pair
    context = comparing.compare_input(db.session, workshop, history, pair, setting())
    return comparing.comparison_job(photo_store(), context)


def tags() -> Job:
    """The red tags of CV Kurnia Teknik that wait."""
    workshop = last_audit(db.session).workshop
    rows = red_tags.to_print(db.session, workshop.id, [])
    return tags_job(workshop, rows, "https://audit.example/s/" + "x" * 43, TODAY, "id")


def poster() -> Job:
    """The wall poster of the last audit of CV Kurnia Teknik."""
    link = ("https://audit.example/s/" + "x" * 22, TODAY + timedelta(days=90))
    row = last_audit(db.session)
    return posters.poster_job(db.session, photo_store(), row, setting(), link=link, paper="a4")


def tasks() -> Job:
    """The sheets of everybody at CV Kurnia Teknik who has something to do."""
    workshop = last_audit(db.session).workshop
    rows = actions.live(db.session, workshop.id)
    return task_sheets.tasks_job(db.session, photo_store(), workshop, rows, TODAY, setting())


def summary() -> Job:
    """All workshops, as their coordinator sees them."""
    coordinator = accounts.by_email(db.session, email("koordinator"))
    assert coordinator
    found = programme.gathered(db.session, coordinator, TODAY)
    return programme.programme_job(found, setting())


DOCUMENTS: dict[str, Callable[[], Job]] = {
    REPORT: report,
    "Report, English": lambda: report("en"),
    "Draft": draft,
    "Comparison": comparison,
    "Red tags": tags,
    "Poster": poster,
    "Task sheets": tasks,
    "Blank sheet": lambda: blank_sheets.blank_job("5r-ikm@1", "metal", TODAY, "id"),
    "Programme": summary,
}
"""A new document of the print set is one more line here."""


def numbered(job: Job, number: int) -> Job:
    """The same page with another title, so that nothing kept of the last one serves."""
    return replace(job, html=job.html.replace("</title>", f" {number}</title>", 1))
