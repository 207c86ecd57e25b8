"""How the programme stands, gathered from storage, and printed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from audit.domain.comparison import compare
from audit.domain.instrument import Item
from audit.domain.programme import Latest, Programme, Standing, in_need, most_frequent
from audit.domain.scoring import scorecard
from audit.instruments import load
from audit.report.environment import programme_html
from audit.report.job import Job
from audit.report.programme import ProgrammeInput, ProgrammePage, programme_page
from audit.storage import programme
from audit.storage.accounts import User
from audit.storage.programme import Place, Visit, Work
from audit.usecases.reports import Setting


def gathered(session: Session, user: User, today: date) -> Programme:
    """Every active workshop open to this user, what needs attention first."""
    mentors = programme.mentors(session, user)
    visits = programme.visits(session, user)
    work = programme.work(session, user, today)
    standings = [
        replace(
            standing(place, visits.get(place.id, ()), work.get(place.id, Work())),
            mentors=tuple(mentors.get(place.id, ())),
        )
        for place in programme.places(session, user)
    ]
    found = [items_found(audits[0]) for audits in visits.values()]
    return Programme(today, in_need(standings, today), most_frequent(found))


def standing(place: Place, visits: Sequence[Visit], work: Work) -> Standing:
    """One workshop.

    :param visits: its last two audits and its first, the newest first
    """
    return Standing(
        id=place.id,
        name=place.name,
        city=place.city,
        stage=place.stage,
        next_visit_on=place.next_visit_on,
        last=latest(visits) if visits else None,
        live=work.live,
        overdue=work.overdue,
    )


def latest(visits: Sequence[Visit]) -> Latest:
    """The newest audit with its changes against the one before and the first."""
    new, before, first = visits[0], visits[1:2], visits[-1]
    return Latest(
        id=new.id,
        audited_on=new.audited_on,
        total=scorecard(load(new.instrument), new.scores).total,
        change=change(before[0], new) if before else None,
        since_first=change(first, new) if before else None,
    )


def change(old: Visit, new: Visit) -> Decimal | None:
    """How the total moved over the items both scored; None where that can't be said."""
    if old.instrument != new.instrument:
        return None
    return compare(load(new.instrument), old.scores, new.scores).total_change


def items_found(visit: Visit) -> list[Item]:
    """The items that an audit found wanting."""
    by_code = load(visit.instrument).by_code
    return [by_code[code] for code in visit.found if code in by_code]


def page_of(found: Programme, setting: Setting) -> ProgrammePage:
    """The programme in words, for screen and print alike."""
    return programme_page(ProgrammeInput(found, setting.letterhead, setting.language))


def programme_job(found: Programme, setting: Setting) -> Job:
    """The summary as a job to print."""
    html = programme_html(page_of(found, setting))
    return Job(html, no_photo, setting.language, setting.letterhead.logo)


def no_photo(_sha256: str) -> None:
    """The summary shows no photo."""


def file_name(today: date) -> str:
    """What the PDF is called when it is kept: ``ringkasan-program-5r-2026-11-24.pdf``."""
    return f"ringkasan-program-5r-{today}.pdf"
