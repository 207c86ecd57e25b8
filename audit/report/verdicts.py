"""What stands out on the first page: critical findings, and what is good already."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Document
from audit.domain.instrument import Instrument, Item
from audit.report.texts import PARAGRAPH, short
from audit.report.words import Words

CRITICAL_UP_TO = 1
"""A critical item with this score or less is a critical finding."""
MOST_PRAISE, TIGHT_PRAISE = 120, 72
"""Characters of a praise: five short lines in its column, three on a full page."""
FEW, ONE_LINE = 2, 72
"""So many critical findings may take two lines each on the first page; of more, one line."""


@dataclass(frozen=True)
class Critical:
    """A critical item at 0 or 1: work is to stop there, whatever the total."""

    code: Annotated[str, "K3.4"]
    title: Annotated[str, "Title of the item"]
    text: Annotated[str, "What was found, whole"]
    short: Annotated[str, "The same, cut to fit the first page"]


@dataclass(frozen=True)
class Praise:
    """Something that is good already."""

    code: Annotated[str, "R1.3"]
    text: Annotated[str, "The level sentence that the workshop reached"]


def criticals(words: Words, document: Document, instrument: Instrument) -> tuple[Critical, ...]:
    """Critical items at 0 or 1, in the order of the sheet, whatever was chosen."""
    items = [
        item
        for item in instrument.items(k3=document.k3)
        if item.critical and is_at_most(document, item.code, CRITICAL_UP_TO)
    ]
    limit = PARAGRAPH if len(items) <= FEW else ONE_LINE
    return tuple(critical(words, document, item, limit) for item in items)


def critical(words: Words, document: Document, item: Item, limit: int) -> Critical:
    """One critical finding in the mentor's words, else in those of the level reached."""
    written = " ".join(f.text.strip() for f in document.findings if f.item == item.code)
    text = written.strip() or level_sentence(words, document, item)
    return Critical(item.code, item.title.of(words.language), text, short(text, limit))


def praises(
    words: Words, document: Document, instrument: Instrument, limit: int = MOST_PRAISE
) -> tuple[Praise, ...]:
    """What is good already, in the sentences that the workshop reached."""
    items = [instrument.by_code[code] for code in document.praises if code in instrument.by_code]
    return tuple(praise(words, document, item, limit) for item in items)


def praise(words: Words, document: Document, item: Item, limit: int) -> Praise:
    """One praise; a sentence too long for its column gives way to the title, which is whole."""
    sentence = level_sentence(words, document, item)
    return Praise(item.code, sentence if len(sentence) <= limit else item.title.of(words.language))


def level_sentence(words: Words, document: Document, item: Item) -> str:
    """The sentence of the level that an item reached; its title while it is unrated."""
    score = document.answer(item.code).score
    text = item.levels[score] if isinstance(score, int) else item.title
    return text.of(words.language)


def is_at_most(document: Document, code: str, score: int) -> bool:
    """Whether an item is rated with `score` or less."""
    given = document.answer(code).score
    return isinstance(given, int) and given <= score
