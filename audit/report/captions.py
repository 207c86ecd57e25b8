"""What charts say to those who can't see them, and the small print below them."""

from collections.abc import Sequence

from audit.domain.document import Document
from audit.report.chart.plane import TrendPoint
from audit.report.pillars import PillarRow
from audit.report.texts import joined
from audit.report.words import Words


def pillars_told(words: Words, heading: str, rows: Sequence[PillarRow]) -> str:
    """A radar or bars as one sentence with every number."""
    return f"{heading}: {'; '.join(pillar_told(words, row) for row in rows)}."


def pillar_told(words: Words, row: PillarRow) -> str:
    """ "Ringkas 75,0, sebelumnya 64,3, perubahan +10,7"."""
    _ = words.gettext
    told = f"{row.name} {row.missing or row.shown}"
    if row.last_shown:
        told += ", " + _("sebelumnya %(last)s", last=row.last_shown)
    if row.change:
        told += ", " + _("perubahan %(change)s", change=row.change)
    return told


def trend_told(words: Words, points: Sequence[TrendPoint], target: int) -> str:
    """The line of totals as one sentence."""
    _ = words.gettext
    lacking = _("data kurang")
    told = [f"{p.day} {lacking if p.total is None else p.shown}" for p in points]
    heading = _("Skor total tiap audit, target %(target)d", target=target)
    return f"{heading}: {'; '.join(told)}."


def legend(words: Words, old: Document | None) -> str:
    """How to read bars and radar."""
    _ = words.gettext
    if old is None:
        return _("Batang: skor tiap pilar, persen.")
    return _(
        "Batang: sekarang, persen. Garis tegak dan garis putus: audit %(day)s. "
        "Kanan: perubahan, poin persentase.",
        day=words.short_day(old.audited_on, 0),
    )


def by_whom(words: Words, document: Document) -> str:
    """ "24 November 2026 · Mentor contoh"."""
    return joined(words.day(document.audited_on), document.mentor.name)
