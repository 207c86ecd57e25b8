"""Live actions from their table to paper, and what the file is called."""

from flask import current_app
from sqlalchemy.orm import Session

from audit.extensions import photo_store
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.reports import setting_of
from audit.usecases.task_sheets import file_name, tasks_job
from tests.closings import final
from tests.factories import TODAY
from tests.report.test_pdf import text


def test_stored_actions_are_printed_for_each_person(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    final(mentor, workshop)
    rows = actions.live(session, workshop.id)
    setting = setting_of(current_app.config, "id")

    said = text(tasks_job(session, photo_store(), workshop, rows, TODAY, setting).done())

    assert rows
    assert all(row.item in said for row in rows)
    assert rows[0].pic in said


def test_the_file_is_called_after_workshop_and_day(workshop: Workshop) -> None:
    assert file_name(workshop, TODAY) == "tindakan-cv-kurnia-teknik-2026-11-24.pdf"
