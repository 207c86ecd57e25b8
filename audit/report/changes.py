"""What changed item by item between two audits, fallen first, and their photos in pairs."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Document
from audit.domain.instrument import Instrument, Item
from audit.report.items import ItemGroup, item_row
from audit.report.labels import score_word
from audit.report.words import Words


@dataclass(frozen=True)
class PhotoPair:
    """The same item photographed in both audits."""

    code: Annotated[str, "R2.1"]
    title: Annotated[str, "Title of the item"]
    old: Annotated[str, "Photo then, by SHA-256"]
    new: Annotated[str, "Photo now, by SHA-256"]
    old_score: Annotated[str, "Nilai then"]
    new_score: Annotated[str, "Nilai now"]


def change_groups(
    words: Words, instrument: Instrument, old: Document, new: Document
) -> tuple[ItemGroup, ...]:
    """The items by direction, fallen first; directions that no item took are left out."""
    _ = words.gettext
    names = {
        "down": _("Turun"),
        "up": _("Naik"),
        "same": _("Tetap"),
        "apart": _("Tidak dibandingkan"),
    }
    rows = [item_row(words, item, (new, old)) for item in instrument.items(k3=new.k3 and old.k3)]
    grouped = {way: tuple(row for row in rows if row.moved == way) for way in names}
    return tuple(
        ItemGroup(way, name, "", grouped[way]) for way, name in names.items() if grouped[way]
    )


def photo_pairs(
    words: Words, instrument: Instrument, old: Document, new: Document
) -> tuple[PhotoPair, ...]:
    """Photos of each item in the order they were taken, as far as both audits have them."""
    return tuple(
        photo_pair(words, item, old, new, at)
        for item in instrument.items()
        for at in range(min(len(old.answer(item.code).photos), len(new.answer(item.code).photos)))
    )


def photo_pair(words: Words, item: Item, old: Document, new: Document, at: int) -> PhotoPair:
    """The photos at one place in both audits."""
    then, now = old.answer(item.code), new.answer(item.code)
    return PhotoPair(
        code=item.code,
        title=item.title.of(words.language),
        old=then.photos[at],
        new=now.photos[at],
        old_score=score_word(then.score),
        new_score=score_word(now.score),
    )
