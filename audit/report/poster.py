"""The wall poster of a workshop ("papan bengkel"): one page that is read from three metres.

``poster_page(PosterInput) -> PosterPage`` is the one way to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Annotated, Literal

from markupsafe import Markup

from audit.report.captions import pillars_told
from audit.report.chart import pillar_bars
from audit.report.fonts import FONTS, printable
from audit.report.headline import Headline, headline
from audit.report.inputs import ReportInput
from audit.report.labels import actions_heading
from audit.report.pillars import pillar_rows
from audit.report.places import resource
from audit.report.qr import qr
from audit.report.texts import joined, short
from audit.report.verdicts import Praise, praises
from audit.report.words import Words, words

SENTENCE = re.compile(r"[.!?](?= )")
Paper = Literal["a4", "a3"]
PAPERS: tuple[Paper, ...] = ("a4", "a3")

BARS = 176
"""Width of the bars in pixels; the style sheet draws them two and a half times as large."""
NAMES = ((17, "short"), (26, "middle"))
"""A name of so many letters stands on one line in this size; a longer one on two."""
MOST_NAME, MOST_TEXT, MOST_PIC, MOST_PRAISE = 54, 82, 28, 96
"""Letters of a text that find room; a text in capitals finds less."""
CAPITAL, WIDE = 0.28, 0.55
"""By how much a capital, and one of these, is wider than other letters."""
WIDEST = frozenset("MWmw@%&…—")
ROOM = 137.0
"""Height for the actions, in millimetres on A4; everything grows alike on A3."""
SIZES = (
    ("giant", 13.0, 22),
    ("huge", 11.0, 27),
    ("large", 9.4, 32),
    ("middle", 8.2, 37),
    ("small", 7.3, 41),
)
"""Sizes of letters in the same unit, each with how many of them a line holds."""
LINE, BESIDE = 1.16, 10.2
"""Height of a line by its letters; height of PIC and date below, with the gap."""
FEW, APART = 3, 5.0
"""So many actions stand further apart, by this much."""


@dataclass(frozen=True)
class PosterTask:
    """One chosen action as it stands on the day of the print."""

    text: Annotated[str, "What to do"]
    pic: Annotated[str, "Who does it, or nothing"]
    due_on: Annotated[date | None, "Until when"]
    closed: Annotated[bool, "It was verified: its box is ticked"] = False


@dataclass(frozen=True)
class PosterInput:
    """One audit to hang up."""

    report: Annotated[ReportInput, "The audit"]
    tasks: Annotated[tuple[PosterTask, ...], "The chosen actions, first things first"]
    next_visit_on: Annotated[date | None, "When the mentor comes again"]
    address: Annotated[str, "The link for the owner, which the code holds"]
    until: Annotated[date, "The last day of the link"]
    paper: Annotated[Paper, "a4 or a3"] = "a4"


@dataclass(frozen=True)
class BigTask:
    """One action in big type."""

    text: Annotated[str, "Cut to two lines"]
    pic: Annotated[str, "Who does it; nothing leaves a line to write on"]
    due: Annotated[str, "27 Nov; nothing leaves a line to write on"]
    closed: Annotated[bool, "Its box is ticked"]


@dataclass(frozen=True)
class PosterPage:
    """Everything on the poster, in words."""

    language: Annotated[str, "id or en"]
    paper: Annotated[Paper, "a4 or a3"]
    workshop: Annotated[str, "CV Kurnia Teknik, cut to two lines"]
    name_size: Annotated[str, "short, middle or long"]
    audit: Annotated[str, "Audit ke-5 · 24 November 2026"]
    isoday: Annotated[str, "Day of the audit, for metadata"]
    headline: Annotated[Headline, "The one number, its band and its changes"]
    bars: Annotated[Markup, "The pillars"]
    title: Annotated[str, "Lima tindakan"]
    tasks: Annotated[tuple[BigTask, ...], "The chosen actions; empty when none was chosen"]
    size: Annotated[str, "One of SIZES: how large the actions are set"]
    few: Annotated[bool, "The actions stand further apart"]
    praises: Annotated[tuple[Praise, ...], "What is good, in the place of actions"]
    next_visit: Annotated[str, "Selasa, 22 Desember 2026; nothing leaves a line to write on"]
    code: Annotated[Markup, "QR of the link"]
    until: Annotated[str, "22 Februari 2027"]


def poster_page(context: PosterInput) -> PosterPage:
    """Say one audit so that a whole workshop can read it from afar."""
    report, w = context.report, words(context.report.language)
    document = report.document
    name = short(document.workshop.name, MOST_NAME)
    tasks = tuple(big(w, task, document.audited_on.year) for task in context.tasks)
    said = praises(w, document, report.instrument, MOST_PRAISE)
    return PosterPage(
        language=w.language,
        paper=context.paper,
        workshop=name,
        name_size=next((size for most, size in NAMES if len(name) <= most), "long"),
        audit=joined(called(w, report), w.day(document.audited_on)),
        isoday=document.audited_on.isoformat(),
        headline=headline(w, report),
        bars=bars(w, report),
        title=actions_heading(w, len(tasks)) if tasks else "",
        tasks=tasks,
        size=size_of(task.text for task in tasks),
        few=len(tasks) <= FEW,
        praises=() if tasks else said,
        next_visit=w.weekday(context.next_visit_on) if context.next_visit_on else "",
        code=qr(context.address, w.gettext("Kode QR tautan untuk pemilik")),
        until=w.day(context.until),
    )


def called(words: Words, report: ReportInput) -> str:
    """Which audit it is: ``Audit ke-5``."""
    _ = words.gettext
    if report.document.type == "self":
        return _("Penilaian mandiri ke-%(number)s", number=report.sequence)
    return _("Audit ke-%(number)s", number=report.sequence)


def bars(words: Words, report: ReportInput) -> Markup:
    """The pillars and their percents alone; how they moved, the report tells."""
    instrument = report.instrument
    rows = pillar_rows(words, instrument, instrument.common, report.document, None)
    return pillar_bars(rows, pillars_told(words, words.gettext("Skor pilar"), rows), width=BARS)


def big(words: Words, task: PosterTask, year: int) -> BigTask:
    """One action, cut to what is read from afar, names of letters that can't be drawn among it."""
    text, pic = (
        printable(said, resource("static") / FONTS, words) for said in (task.text, task.pic)
    )
    return BigTask(
        text=whole_sentences(text, int(MOST_TEXT / width(text))),
        pic=short(pic, int(MOST_PIC / width(pic))),
        due=words.short_day(task.due_on, year) if task.due_on else "",
        closed=task.closed,
    )


def whole_sentences(text: str, limit: int) -> str:
    """As many sentences as find room; one that is too long by itself is cut."""
    line = " ".join(text.split())
    ends = [found.end() for found in SENTENCE.finditer(line + " ") if found.end() <= limit]
    return line if len(line) <= limit else line[: ends[-1]] if ends else short(line, limit)


def width(text: str) -> float:
    """How wide the letters of a text are on average, by those of usual text."""
    more = sum(CAPITAL * letter.isupper() + WIDE * (letter in WIDEST) for letter in text)
    return 1 + more / max(1, len(text))


def size_of(texts: Iterable[str]) -> str:
    """The largest size in which all actions find room."""
    said = tuple(texts)
    beside = BESIDE + (APART if len(said) <= FEW else 0)
    for name, size, letters in SIZES:
        lines = sum(len(wrap(text, int(letters / width(text)))) for text in said)
        if lines * size * LINE + len(said) * beside <= ROOM:
            return name
    return SIZES[-1][0]
