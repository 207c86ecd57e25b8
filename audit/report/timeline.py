"""All final mentor audits of a workshop in order: the line of totals and their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from markupsafe import Markup

from audit.domain.comparison import compare
from audit.domain.document import Document
from audit.domain.history import PastAudit
from audit.domain.instrument import Instrument
from audit.domain.scoring import scorecard, shown
from audit.report import chart
from audit.report.captions import trend_told
from audit.report.chart.plane import TrendPoint
from audit.report.chart.trend import TrendWords
from audit.report.inputs import CompareInput
from audit.report.words import Words

WIDE, NARROW = 668, 344
"""Widths of the line in pixels: across a printed page, and on a phone."""


@dataclass(frozen=True)
class Side:
    """One of the two audits."""

    name: Annotated[str, "audit ke-4"]
    day: Annotated[str, "24 Oktober 2026"]
    mentor: Annotated[str, "Who rated"]
    total: Annotated[str, "Its own total as shown"]
    number: Annotated[str, "AUD-2026-0098, or nothing"]


@dataclass(frozen=True)
class Timeline:
    """The line of totals, and the same as points."""

    points: Annotated[tuple[TrendPoint, ...], "Oldest first"]
    wide: Annotated[Markup, "The line for print and wide screens"]
    narrow: Annotated[Markup, "The line for phones"]
    left_out: Annotated[str, "How many audits on another version are not drawn, or nothing"]


def in_order(context: CompareInput) -> tuple[PastAudit, ...]:
    """Every audit once, by date, then id; the two compared are always among them."""
    compared = (past(context.old), past(context.new))
    every = {audit.id: audit for audit in (*context.audits, *compared)}
    return tuple(sorted(every.values(), key=lambda audit: (audit.audited_on, audit.id)))


def past(audit: Document) -> PastAudit:
    """A document reduced to what the line needs of it."""
    return PastAudit(
        audit.id,
        audit.audited_on,
        audit.instrument,
        audit.mentor.name,
        audit.number or "",
        audit.scores,
        frozenset(),
    )


def side(
    words: Words, instrument: Instrument, audits: Sequence[PastAudit], audit: Document
) -> Side:
    """One audit as it is named beside another."""
    place = [one.id for one in audits].index(audit.id)
    return Side(
        name=words.gettext("audit ke-%(number)d", number=place + 1),
        day=words.day(audit.audited_on),
        mentor=audit.mentor.name,
        total=shown(scorecard(instrument, audit.scores).total, words.language),
        number=audit.number or "",
    )


def timeline(
    words: Words, instrument: Instrument, audits: Sequence[PastAudit], target: int
) -> Timeline:
    """Draw the totals; audits on another version are left out, and that is said."""
    same = [audit for audit in audits if audit.instrument == instrument.key]
    points = tuple(point(words, instrument, audit) for audit in same)
    said = TrendWords(
        title=trend_told(words, points, target),
        target=words.gettext("target %(target)d", target=target),
        first=words.gettext("acuan awal"),
        missing=words.gettext("data kurang"),
    )
    return Timeline(
        points=points,
        wide=chart.trend(points, target, said, WIDE),
        narrow=chart.trend(points, target, said, NARROW),
        left_out=left_out(words, len(audits) - len(same)),
    )


def left_out(words: Words, count: int) -> str:
    """Said when audits on another version of the instrument are not drawn."""
    if not count:
        return ""
    return words.ngettext(
        "%(num)d audit dengan versi instrumen lain tidak digambar.",
        "%(num)d audit dengan versi instrumen lain tidak digambar.",
        count,
    )


def point(words: Words, instrument: Instrument, audit: PastAudit) -> TrendPoint:
    """One audit on the line."""
    total = scorecard(instrument, audit.scores).total
    return TrendPoint(
        on=audit.audited_on,
        day=words.tiny_day(audit.audited_on),
        total=total,
        shown=shown(total, words.language),
    )


def gap_closed(
    words: Words, instrument: Instrument, first: PastAudit, new: Document, target: int
) -> str:
    """Percent of the way from the baseline to the target, over their common items.

    Nothing when the baseline had reached the target, when either has no total, or
    when they were rated on different versions of the instrument.
    """
    if first.id == new.id or first.instrument != new.instrument:
        return ""
    made = compare(instrument, first.scores, new.scores)
    then, now = made.old.total, made.new.total
    if then is None or now is None or then >= target:
        return ""
    return shown(Fraction(100) * (now - then) / (target - then), words.language)
