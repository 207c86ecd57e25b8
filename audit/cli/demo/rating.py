"""What a visit of the demonstration sees: every nilai, note and photo, and earlier actions."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from audit.cli.demo.pictures import drawn_photo
from audit.cli.demo.stage import Stage
from audit.domain.document import Answer, Carried, Document
from audit.domain.instrument import Instrument, Item
from audit.domain.scoring import Score
from audit.storage import actions
from audit.usecases import photos


def rate(stage: Stage, document: Document, visit: Mapping[str, Any]) -> Document:
    """The document with every nilai, note and photo, and the carried actions answered."""
    given = dict(scores(stage.instrument, visit))
    answers = {
        code: answer(stage, stage.instrument.by_code[code], score, visit, document)
        for code, score in given.items()
    }
    return replace(document, answers=answers, carried=tuple(look_again(stage, visit)))


def scores(instrument: Instrument, visit: Mapping[str, Any]) -> Iterator[tuple[str, Score]]:
    """Item code and score of all that was rated."""
    for pillar in instrument.pillars:
        for item, score in zip(pillar.items, visit[pillar.code], strict=True):
            if score != "-":
                yield item.code, score


def answer(
    stage: Stage, item: Item, score: Score, visit: Mapping[str, Any], document: Document
) -> Answer:
    """What was seen at one item."""
    if not isinstance(score, int):
        return Answer(score=score, na_reason="Audit pertama, belum ada tindakan.")
    area = document.areas[sum(item.code.encode()) % len(document.areas)]
    note = stage.notes.get(item.code) or seen(item, score)
    shot: tuple[str, ...] = ()
    if item.code in visit.get("photos", ()):
        data = drawn_photo(item.code, item.title.id, score, document.audited_on)
        kept = photos.keep(stage.store, data)
        shot = (photos.hand_in(stage.session, stage.mentor, kept),)
    return Answer(score=score, note=note, area=area, photos=shot)


def seen(item: Item, score: int) -> str:
    """A note drawn from the level sentences: what holds, and what does not yet."""
    if score == 0:
        return item.levels[0].id
    if score == len(item.levels) - 1:
        return f"Terbukti: {lowered(item.levels[score].id)}"
    return f"Belum: {lowered(item.levels[score + 1].id)}" if score < 3 else ""


def lowered(sentence: str) -> str:
    """The sentence to stand after a colon; abbreviations keep their capitals."""
    return sentence if sentence[:2].isupper() else sentence[0].lower() + sentence[1:]


def look_again(stage: Stage, visit: Mapping[str, Any]) -> Iterator[Carried]:
    """What the visit finds of each action that is still open."""
    done = set(visit.get("done", ()))
    for action in actions.live(stage.session, stage.workshop.id):
        if action.item in done:
            yield Carried(action=action.id, found="selesai", note="Sudah dikerjakan; dilihat.")
        elif improved(stage, action.item, visit):
            yield Carried(action=action.id, found="selesai", note="Butir ini sudah nilai 3.")
        elif action.chosen:
            yield Carried(action=action.id, found="sebagian", note="Baru dimulai.")
        else:
            yield Carried(action=action.id, found="belum")


def improved(stage: Stage, item: str, visit: Mapping[str, Any]) -> bool:
    """Whether the item is no longer wanting on this visit."""
    score = dict(scores(stage.instrument, visit)).get(item)
    return isinstance(score, int) and score >= 3
