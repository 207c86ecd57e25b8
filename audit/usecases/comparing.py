"""Choose two audits of a workshop and gather what comparing them shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.history import PastAudit
from audit.domain.scoring import scorecard, shown
from audit.instruments import load
from audit.report.compare import compare_page
from audit.report.environment import comparison_html
from audit.report.inputs import CompareInput
from audit.report.items import sentence
from audit.report.job import Job
from audit.report.timeline import Timeline, timeline
from audit.report.words import words
from audit.storage import audits
from audit.storage.audits import NoSuchAuditError
from audit.storage.photos import PhotoStore
from audit.storage.results import AuditLine
from audit.storage.workshops import Workshop
from audit.usecases.printing import plain
from audit.usecases.reports import Setting, address, photo_bytes


@dataclass(frozen=True)
class Pair:
    """Two audits of one workshop, the older first."""

    old: PastAudit
    new: PastAudit

    @property
    def same(self) -> bool:
        """One audit, chosen twice."""
        return self.old.id == self.new.id

    @property
    def comparable(self) -> bool:
        """Two audits on the same version of the instrument."""
        return not self.same and self.old.instrument == self.new.instrument


def choose(history: Sequence[PastAudit], old: UUID | None, new: UUID | None) -> Pair | None:
    """The two audits asked for, in the order of time; else the baseline and the last.

    :param history: the final mentor audits of the workshop, oldest first
    :raise NoSuchAuditError: an id is none of them
    """
    known = {audit.id: audit for audit in history}
    for asked in (old, new):
        if asked is not None and asked not in known:
            raise NoSuchAuditError(asked)
    if len(history) < 2:
        return None
    chosen = [known[old] if old else history[0], known[new] if new else history[-1]]
    return Pair(*sorted(chosen, key=lambda audit: (audit.audited_on, audit.id)))


def compare_input(
    session: Session,
    workshop: Workshop,
    history: Sequence[PastAudit],
    pair: Pair,
    setting: Setting,
) -> CompareInput:
    """Everything that the comparison shows; only the two documents are read whole."""
    documents = audits.documents(session, {pair.old.id, pair.new.id})
    return CompareInput(
        instrument=load(pair.new.instrument),
        old=documents[pair.old.id],
        new=documents[pair.new.id],
        audits=tuple(history),
        letterhead=setting.letterhead,
        target=workshop.target or setting.target,
        address=address(workshop),
        language=setting.language,
    )


def sentences_before(context: CompareInput) -> dict[str, str]:
    """What each item had reached in the older audit, in words, by its code."""
    said = words(context.language)
    return {
        item.code: sentence(said, item, context.old.answer(item.code))
        for item in context.instrument.items()
    }


def totals(pair: Pair | None, language: str) -> tuple[str, ...]:
    """The own total of each of the two, as shown, on its own version of the instrument."""
    both = (pair.old, pair.new) if pair else ()
    return tuple(shown(scorecard(load(one.instrument), one.scores).total, language) for one in both)


def file_name(context: CompareInput) -> str:
    """``perbandingan-5r-cv-kurnia-teknik-2025-11-11-2026-11-17.pdf``."""
    days = f"{context.old.audited_on}-{context.new.audited_on}"
    return f"perbandingan-5r-{plain(context.new.workshop.name)}-{days}.pdf"


def comparison_job(store: PhotoStore, context: CompareInput) -> Job:
    """The comparison as a job to print."""
    photos = partial(photo_bytes, store)
    html = comparison_html(compare_page(context))
    return Job(html, photos, context.language, context.letterhead.logo)


def trend_chart(lines: Sequence[AuditLine], target: int, language: str) -> Timeline | None:
    """The totals of a workshop over time; None with fewer than two final mentor audits.

    :param lines: audits of one workshop, in any order
    """
    finals = [line for line in lines if line.final and line.type == "mentor"]
    if len(finals) < 2:
        return None
    history = sorted(map(past, finals), key=lambda audit: (audit.audited_on, audit.id))
    return timeline(words(language), load(history[-1].instrument), history, target)


def past(line: AuditLine) -> PastAudit:
    """An audit of a list as charts take it."""
    return PastAudit(
        line.id,
        line.audited_on,
        line.instrument,
        line.mentor,
        line.number or "",
        line.scores,
        frozenset(),
    )
