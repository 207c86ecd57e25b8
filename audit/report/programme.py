"""How all workshops of a programme stand, in words and bars.

``programme_page(ProgrammeInput) -> ProgrammePage`` is the one way to it; the page
of the programme and its PDF receive the same.
"""

from dataclasses import dataclass
from typing import Annotated, NamedTuple
from uuid import UUID

from markupsafe import Markup

from audit.domain.comparison import signed
from audit.domain.programme import Frequent, Programme, Standing
from audit.domain.scoring import BANDS, band, shown
from audit.report.chart import Count, count_bars
from audit.report.inputs import Letterhead
from audit.report.labels import band_word
from audit.report.words import Words, words

STAGES = ("pemula", "madya", "pra-mandiri", "mandiri", "")


@dataclass(frozen=True)
class ProgrammeInput:
    """A programme to be told."""

    programme: Annotated[Programme, "Every workshop, what needs attention first"]
    letterhead: Annotated[Letterhead, "Who sends it"]
    language: Annotated[str, "id or en"] = "id"


class Figure(NamedTuple):
    """One number and what it counts."""

    number: Annotated[str, "54,2"]
    words: Annotated[str, "rata-rata skor total dari 9 usaha"]


class Found(NamedTuple):
    """One item of those found wanting most often."""

    code: Annotated[str, "R2.6"]
    title: Annotated[str, "Lorong bebas hambatan"]
    share: Annotated[str, "7 dari 9 usaha"]


class Row(NamedTuple):
    """One workshop."""

    id: Annotated[UUID, "Leads to its page"]
    name: Annotated[str, "CV Kurnia Teknik"]
    place: Annotated[str, "Surakarta"]
    mentors: Annotated[str, "Who mentors it"]
    audited: Annotated[str, "24 Nov 2026, or belum diaudit"]
    total: Annotated[str, "55,0; a dash for none"]
    band: Annotated[str, "Its word, or nothing"]
    change: Annotated[str, "+7,9 since the last audit"]
    since_first: Annotated[str, "+28,6 since the baseline"]
    live: Annotated[int, "Actions left to do"]
    overdue: Annotated[str, "2 terlambat, or nothing"]
    visit: Annotated[str, "22 Des 2026, or a dash"]
    needs: Annotated[tuple[str, ...], "Why it needs attention, as kinds"]


@dataclass(frozen=True)
class ProgrammePage:
    """Everything that is told of a programme."""

    language: Annotated[str, "id or en"]
    letterhead: Annotated[Letterhead, "Who sends it"]
    day: Annotated[str, "24 November 2026"]
    isoday: Annotated[str, "For metadata"]
    figures: Annotated[tuple[Figure, ...], "The numbers at the top"]
    bands: Annotated[Markup, "Workshops by band, as bars"]
    stages: Annotated[Markup, "Workshops by stage, as bars"]
    found: Annotated[tuple[Found, ...], "Most frequent findings"]
    rows: Annotated[tuple[Row, ...], "One a workshop, what needs attention first"]


def programme_page(context: ProgrammeInput) -> ProgrammePage:
    """Say how a programme stands, in the language asked for."""
    w, told = words(context.language), context.programme
    return ProgrammePage(
        language=w.language,
        letterhead=context.letterhead,
        day=w.day(told.today),
        isoday=told.today.isoformat(),
        figures=figures(w, told),
        bands=band_bars(w, told),
        stages=stage_bars(w, told),
        found=tuple(found(w, told, one) for one in told.frequent),
        rows=tuple(row(w, told, one) for one in told.standings),
    )


def figures(words: Words, told: Programme) -> tuple[Figure, ...]:
    """How many workshops, how many audited lately, their mean, what is late."""
    ngettext = words.ngettext
    count, averaged = len(told.standings), len(told.totals)
    mean = ngettext("rata-rata skor %(num)d usaha", "rata-rata skor %(num)d usaha", averaged)
    late = ngettext("dari %(num)d tindakan terlambat", "dari %(num)d tindakan terlambat", told.live)
    return (
        Figure(str(count), ngettext("usaha binaan aktif", "usaha binaan aktif", count)),
        Figure(str(told.recent), words.gettext("diaudit dalam 90 hari terakhir")),
        Figure(shown(told.mean, words.language), mean),
        Figure(str(told.overdue), late),
    )


def band_bars(words: Words, told: Programme) -> Markup:
    """Workshops by band, the best first; those without a total below."""
    _ = words.gettext
    rows = [Count(band_word(words, name), told.bands.get(name, 0)) for _least, name in BANDS]
    rows.append(Count(_("Belum ada skor"), len(told.standings) - len(told.totals)))
    return count_bars(rows, listed(words, _("Usaha menurut predikat"), rows))


def stage_bars(words: Words, told: Programme) -> Markup:
    """Workshops by stage, the last first."""
    rows = [Count(stage_word(words, name), told.stages.get(name, 0)) for name in STAGES]
    return count_bars(rows, listed(words, words.gettext("Usaha menurut kelas kemandirian"), rows))


def listed(words: Words, title: str, rows: list[Count]) -> str:
    """The bars in a sentence, for who can't see them."""
    return f"{title}: {words.listed([f'{row.name} {row.number}' for row in rows])}"


def stage_word(words: Words, stage: str) -> str:
    """The stage of independence."""
    _ = words.gettext
    named = {
        "pemula": _("Pemula"),
        "madya": _("Madya"),
        "pra-mandiri": _("Pra Mandiri"),
        "mandiri": _("Mandiri"),
    }
    return named.get(stage, _("Belum dicatat"))


def found(words: Words, told: Programme, one: Frequent) -> Found:
    """One item, and at how many of the workshops audited it was found wanting."""
    share = words.gettext("%(count)d dari %(of)d usaha", count=one.workshops, of=told.audited)
    return Found(one.item.code, one.item.title.of(words.language), share)


def row(words: Words, told: Programme, one: Standing) -> Row:
    """One workshop."""
    last = one.last
    late = words.ngettext("%(num)d terlambat", "%(num)d terlambat", one.overdue)
    nobody = words.gettext("belum ada pendamping")
    return Row(
        id=one.id,
        name=one.name,
        place=one.city,
        mentors=", ".join(one.mentors) or nobody,
        audited=words.short_day(last.audited_on, 0) if last else words.gettext("belum diaudit"),
        total=shown(last.total if last else None, words.language),
        band=band_word(words, band(last.total)) if last else "",
        change=signed(last.change if last else None, words.language),
        since_first=signed(last.since_first if last else None, words.language),
        live=one.live,
        overdue=late if one.overdue else "",
        visit=words.short_day(one.next_visit_on, 0),
        needs=one.needs(told.today),
    )
