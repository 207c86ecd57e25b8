"""Play a visit of the demonstration data through the same use-cases as a real one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.cli.demo.pictures import drawn_photo, drawn_signature
from audit.domain.document import (
    Answer,
    Carried,
    Document,
    Finding,
    Remarks,
    Signature,
    Signatures,
)
from audit.domain.instrument import Instrument, Item
from audit.domain.scoring import Score
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photos import PhotoStore
from audit.storage.workshops import Workshop
from audit.usecases import audits, photos
from audit.usecases.audits import Edit, Saved
from audit.usecases.signing import keep_signature

DEVICE = "Data peraga"
NEXT_VISIT = timedelta(days=28)
PEOPLE = ("Kepala bengkel", "Kepala gudang", "Pemilik", "Operator senior")


@dataclass(frozen=True)
class Stage:
    """Where a visit is played: the transaction, the photo store, who, where, with what."""

    session: Session
    store: PhotoStore
    mentor: User
    workshop: Workshop
    instrument: Instrument
    notes: Mapping[str, str]
    today: date


def play(stage: Stage, visit: Mapping[str, Any]) -> Document:
    """One visit, from the first tap to the final audit, or left half done as a draft."""
    day = stage.today - timedelta(days=visit["days_ago"])
    at = datetime.combine(day, time(4, 30), UTC)
    begun = audits.start(
        stage.session,
        stage.mentor,
        stage.workshop,
        instrument=stage.instrument.key,
        audited_on=day,
        today=day,
        met_with=visit["met_with"],
        at=at,
    )
    rated = store(stage, begun, rate(stage, begun.document, visit), at)
    if visit.get("draft"):
        return rated.document
    return store(stage, rated, agree(stage, rated.document, visit, at), at).document


def store(stage: Stage, last: Saved, document: Document, at: datetime) -> Saved:
    """The next version of a document."""
    edit = Edit(document, last.version, new_id(), DEVICE, at)
    return audits.save(stage.session, stage.mentor, edit, today=at.date())


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
        shot = (photos.keep(stage.session, stage.store, stage.mentor, data),)
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


def agree(stage: Stage, document: Document, visit: Mapping[str, Any], at: datetime) -> Document:
    """The document with PICs, remarks, signatures and the next date, ready to be final."""
    return replace(
        document,
        findings=tuple(with_pic(finding, document) for finding in document.findings),
        remarks=Remarks(
            mentor=visit.get("remark_mentor", ""),
            owner=visit.get("remark_owner", ""),
            private=visit.get("private", ""),
        ),
        signatures=Signatures(
            mentor=signature(stage, stage.mentor.name, at),
            owner=signature(stage, stage.workshop.owner_name, at),
        ),
        next_visit_on=document.audited_on + NEXT_VISIT,
        status="final",
    )


def signature(stage: Stage, name: str, at: datetime) -> Signature:
    """A drawn signature, kept as real ones are."""
    drawn = drawn_signature(name)
    photo = keep_signature(stage.session, stage.store, stage.mentor, drawn)
    return Signature(name=name, photo=photo, at=at)


def with_pic(finding: Finding, document: Document) -> Finding:
    """A finding with somebody to act on it, and a reason where there is no photo."""
    pic = PEOPLE[sum(finding.item.encode()) % len(PEOPLE)]
    shown = document.answer(finding.item).photos
    return replace(
        finding,
        no_photo_reason="" if shown else "Diperiksa tanpa foto.",
        action=replace(finding.action, pic=pic),
    )
