"""Posters from their tables to paper: the plan as it stands today, not as it was agreed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import current_app
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.extensions import photo_store, writing
from audit.storage import actions, audits
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.agreements import agreements
from audit.usecases.posters import dropped, file_name, poster_job, poster_task
from audit.usecases.reports import report_input, setting_of
from tests.closings import final
from tests.factories import TODAY
from tests.report.test_pdf import text

LINK = ("https://audit.example/s/x", date(2027, 2, 22))


@pytest.fixture
def audit(mentor: User, workshop: Workshop) -> Document:
    return final(mentor, workshop).document


def changed(audit: Document, **values: Any) -> None:
    """Change the first chosen action as the board does."""
    with writing() as session:
        row = next(row for row in actions.of_audit(session, audit.id) if row.chosen)
        for name, value in values.items():
            setattr(row, name, value)


def printed(session: Session, audit: Document) -> str:
    row = audits.one(session, audit.id)
    setting = setting_of(current_app.config, "id")
    job = poster_job(session, photo_store(), row, setting, link=LINK, paper="a4")
    return text(job.done())


def test_a_stored_audit_is_printed_with_its_plan_of_today(
    session: Session, audit: Document
) -> None:
    changed(audit, text="Pagari mesin gerinda.", pic="Bu Rini", due_on=TODAY + timedelta(days=9))

    said = printed(session, audit)

    assert "Lima tindakan" in said
    assert "Pagari mesin gerinda. PIC Bu Rini tenggat 3 Des" in said


def test_what_is_closed_is_ticked_and_what_is_cancelled_is_gone(
    session: Session, audit: Document
) -> None:
    changed(audit, state="closed", closed_on=TODAY)
    assert "sudah selesai" in printed(session, audit)

    changed(audit, state="cancelled")
    session.rollback()
    assert "Empat tindakan" in printed(session, audit)


def test_what_has_no_row_is_told_as_it_was_agreed(session: Session, audit: Document) -> None:
    row = audits.one(session, audit.id)
    report = report_input(session, photo_store(), row, setting_of(current_app.config, "id"))
    agreed = replace(agreements(session, report)[0], now=None)

    assert not dropped(agreed)
    assert poster_task(agreed).text == agreed.text
    assert poster_task(agreed).pic == agreed.row.pic


def test_the_file_is_called_after_workshop_day_and_paper(session: Session, audit: Document) -> None:
    row = audits.one(session, audit.id)

    assert file_name(row, "a3") == "papan-5r-cv-kurnia-teknik-2026-11-24-a3.pdf"
