"""Print what each person of a workshop has to do, and say what the file is called."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.report.environment import tasks_html
from audit.report.job import Job
from audit.report.tasks import TaskInput, TasksInput, task_sheets
from audit.storage import audits
from audit.storage.actions import Action
from audit.storage.photos import PhotoStore
from audit.storage.workshops import Workshop
from audit.usecases.printing import plain, printable
from audit.usecases.reports import Setting


def tasks_job(
    session: Session,
    store: PhotoStore,
    workshop: Workshop,
    rows: Sequence[Action],
    today: date,
    setting: Setting,
) -> Job:
    """Some actions of a workshop as a job to print, a page for each person."""
    agreed = audits.documents(session, {row.audit_id for row in rows})
    context = TasksInput(
        workshop=workshop.name,
        tasks=tuple(task_input(row, agreed[row.audit_id]) for row in rows),
        today=today,
        language=setting.language,
    )
    return printable(store, tasks_html(task_sheets(context)), setting)


def task_input(row: Action, agreed: Document) -> TaskInput:
    """One action as the print takes it.

    :param agreed: the audit that agreed it, which names the photos of its finding
    """
    return TaskInput(
        text=row.text,
        finding=row.finding,
        item=row.item,
        area=row.area,
        pic=row.pic,
        due_on=row.due_on,
        priority=row.priority,
        cost=row.cost,
        repeat=row.repeat,
        reported=row.state == "reported",
        before=agreed.answer(row.item).photos,
    )


def file_name(workshop: Workshop, today: date) -> str:
    """What the PDF is called when it is kept: ``tindakan-cv-kurnia-teknik-2026-11-24.pdf``."""
    return f"tindakan-{plain(workshop.name)}-{today}.pdf"
