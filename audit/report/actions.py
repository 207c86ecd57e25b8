"""The actions that the first page asks for, and where they would lead."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Document, Finding
from audit.domain.instrument import Instrument
from audit.domain.ranking import chosen, if_done
from audit.domain.scoring import shown
from audit.report.labels import (
    actions_heading,
    cost_word,
    if_done_words,
    priority_word,
    repeat_words,
)
from audit.report.texts import short
from audit.report.words import Words

MOST_TEXT, MOST_NAME = 112, 34
"""Characters of an action and of a name: two lines each in their columns on the first page."""


@dataclass(frozen=True)
class ActionRow:
    """One chosen action on the first page."""

    text: Annotated[str, "What to do, cut to fit the first page"]
    item: Annotated[str, "R4.3"]
    priority: Annotated[str, "kritis / tinggi / sedang / rendah"]
    repeat: Annotated[str, "berulang 5 kali, or nothing"]
    cost: Annotated[str, "tanpa biaya / biaya kecil / perlu anggaran"]
    pic: Annotated[str, "Who does it"]
    due: Annotated[str, "27 Nov"]
    shortened: Annotated[bool, "The whole text is among the findings"]


def action_rows(words: Words, document: Document, instrument: Instrument) -> tuple[ActionRow, ...]:
    """The chosen actions, first things first."""
    year = document.audited_on.year
    found = chosen(document.findings, document.scores, instrument)
    return tuple(action_row(words, finding, instrument, year) for finding in found)


def actions_title(words: Words, rows: tuple[ActionRow, ...]) -> str:
    """ "Lima tindakan", or nothing."""
    return actions_heading(words, len(rows)) if rows else ""


def action_row(words: Words, finding: Finding, instrument: Instrument, year: int) -> ActionRow:
    """One chosen action; without words of its own it takes those of the instrument."""
    action = finding.action
    text = action_text(words, finding, instrument)
    return ActionRow(
        text=short(text, MOST_TEXT),
        item=finding.item,
        priority=priority_word(words, action.priority),
        repeat=repeat_words(words, finding.repeat),
        cost=cost_word(words, action.cost),
        pic=short(action.pic, MOST_NAME),
        due=words.short_day(action.due_on, year),
        shortened=short(text, MOST_TEXT) != short(text, len(text)),
    )


def action_text(words: Words, finding: Finding, instrument: Instrument) -> str:
    """What to do about a finding."""
    item = instrument.by_code.get(finding.item)
    return finding.action.text or (item.action.of(words.language) if item else "")


def if_done_sentence(words: Words, document: Document, instrument: Instrument) -> str:
    """Where the total goes when the chosen actions are done; nothing without a total."""
    items = [f.item for f in chosen(document.findings, document.scores, instrument)]
    total = if_done(instrument, document.scores, items)
    if total is None or not items:
        return ""
    return if_done_words(words, len(items), shown(total, words.language))
