"""The whole table of items: what was reached, in words, and what it was last time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from audit.domain.comparison import ItemChange
from audit.domain.document import Answer, Document
from audit.domain.instrument import Instrument, Item, Pillar
from audit.domain.scoring import shown
from audit.report.labels import score_word
from audit.report.pillars import percent
from audit.report.words import Words

Audits = tuple[Document, Document | None]
"""An audit and the one that it is compared with."""


@dataclass(frozen=True)
class ItemRow:
    """One item of the instrument in the table."""

    code: Annotated[str, "R1.1"]
    title: Annotated[str, "Title of the item"]
    critical: Annotated[bool, "A critical item"]
    score: Annotated[str, "0-4, N/A, or a dash while unrated"]
    level: Annotated[str, "0-4, na or none: for the colour"]
    sentence: Annotated[str, "The level sentence reached, or why it does not apply"]
    note: Annotated[str, "The mentor's note, unless a finding says the same"]
    last: Annotated[str, "Score in the audit compared with; nothing when there is none"]
    moved: Annotated[str, "up, down, same or apart (not scored in both)"]


@dataclass(frozen=True)
class ItemGroup:
    """The items of one pillar, or of one direction of change."""

    code: Annotated[str, "R1, or down/up/same/apart on the comparison"]
    name: Annotated[str, "Heading of the group"]
    shown: Annotated[str, "Percent of the pillar, or nothing"]
    items: Annotated[tuple[ItemRow, ...], "In the order of the sheet"]


def item_groups(
    words: Words, instrument: Instrument, audits: Audits, pillars: Iterable[Pillar]
) -> tuple[ItemGroup, ...]:
    """The items of `pillars` in the order of the sheet; K3 only if the visit rated it."""
    new, _ = audits
    return tuple(
        ItemGroup(
            code=pillar.code,
            name=pillar.title.of(words.language),
            shown=shown(percent(instrument, pillar, new), words.language),
            items=tuple(item_row(words, item, audits) for item in pillar.items),
        )
        for pillar in pillars
        if new.k3 or not pillar.apart
    )


def item_row(words: Words, item: Item, audits: Audits) -> ItemRow:
    """One item now, and its score in the audit compared with."""
    new, old = audits
    answer = new.answer(item.code)
    before = old.answer(item.code).score if old else None
    return ItemRow(
        code=item.code,
        title=item.title.of(words.language),
        critical=item.critical,
        score=score_word(answer.score),
        level="none" if answer.score is None else str(answer.score),
        sentence=sentence(words, item, answer),
        note=untold(new, item),
        last=score_word(before) if old else "",
        moved=ItemChange(item.code, before, answer.score).direction,
    )


def untold(document: Document, item: Item) -> str:
    """The note of an item, or nothing where a finding carries the very same words."""
    note = document.answer(item.code).note
    standing = (f for f in document.findings if f.item == item.code and not f.declined)
    return "" if any(finding.text == note for finding in standing) else note


def sentence(words: Words, item: Item, answer: Answer) -> str:
    """The level sentence reached, or why there is none."""
    if answer.score is None:
        return words.gettext("Belum dinilai.")
    if answer.score == "na":
        reason = answer.na_reason or words.gettext("alasan belum ditulis")
        return words.gettext("Tidak berlaku: %(reason)s", reason=reason)
    return item.levels[answer.score].of(words.language)
