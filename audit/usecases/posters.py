"""Print the wall poster of an audit, and say what the file is called."""

from datetime import date

from sqlalchemy.orm import Session

from audit.report.environment import poster_html
from audit.report.job import Job
from audit.report.poster import Paper, PosterInput, PosterTask, poster_page
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore
from audit.usecases.agreements import Agreement, agreements
from audit.usecases.printing import plain, printable
from audit.usecases.reports import Setting, report_input


def poster_job(
    session: Session,
    store: PhotoStore,
    row: Audit,
    setting: Setting,
    *,
    link: tuple[str, date],
    paper: Paper,
) -> Job:
    """The poster of one audit as a job to print.

    :param link: the address for the owner, and the last day that it opens anything
    """
    report = report_input(session, store, row, setting)
    agreed = agreements(session, report)
    address, until = link
    context = PosterInput(
        report=report,
        tasks=tuple(poster_task(one) for one in agreed if not dropped(one)),
        next_visit_on=row.workshop.next_visit_on,
        address=address,
        until=until,
        paper=paper,
    )
    return printable(store, poster_html(poster_page(context)), setting)


def dropped(agreement: Agreement) -> bool:
    """Whether somebody cancelled the action: it has no place on the wall any more."""
    now = agreement.now
    return now is not None and now.state == "cancelled" and not agreement.continued


def poster_task(agreement: Agreement) -> PosterTask:
    """One action, planned as it stands today."""
    now = agreement.now
    if now is None:
        return PosterTask(agreement.text, agreement.row.pic, None)
    text = now.text or agreement.text
    return PosterTask(text, now.pic, now.due_on, closed=now.state == "closed")


def file_name(row: Audit, paper: Paper) -> str:
    """What the PDF is called when it is kept: ``papan-5r-cv-kurnia-teknik-2026-11-24-a3.pdf``."""
    return f"papan-5r-{plain(row.workshop.name)}-{row.audited_on}-{paper}.pdf"
