"""The promises of the last audit: kept, kept in part, or not."""

from dataclasses import dataclass
from typing import Annotated

from audit.report.inputs import CarriedAction, ReportInput
from audit.report.labels import found_word
from audit.report.words import Words


@dataclass(frozen=True)
class CarriedRow:
    """One action of the last audit, kept or not."""

    text: Annotated[str, "What was agreed"]
    item: Annotated[str, "R4.3"]
    pic: Annotated[str, "Who was to do it"]
    due: Annotated[str, "When it was due: 1 Des"]
    state: Annotated[str, "selesai, sebagian, belum, or unseen"]
    found: Annotated[str, "The state in words"]
    note: Annotated[str, "What the mentor wrote about it"]
    photos: Annotated[tuple[str, ...], "Photos by SHA-256"]
    closed: Annotated[str, "ditutup 3 Nov, sebelum audit ini; or nothing"]
    before: Annotated[str, "The photo to see them beside, or nothing"]
    chosen: Annotated[bool, "One of the five for the owner, or with a photo: told in full"]


def carried_rows(words: Words, context: ReportInput) -> tuple[CarriedRow, ...]:
    """The actions of the last audit with what this visit found of them."""
    year = context.document.audited_on.year
    return tuple(carried_row(words, action, year) for action in context.carried)


def carried_row(words: Words, action: CarriedAction, year: int) -> CarriedRow:
    """One action of the last audit."""
    return CarriedRow(
        text=action.text,
        item=action.item,
        pic=action.pic,
        due=words.short_day(action.due_on, year),
        state=action.found or "unseen",
        found=found_word(words, action.found),
        note=action.note,
        photos=action.photos,
        closed=closed_before(words, action, year),
        before=action.before[0] if action.before and action.photos else "",
        chosen=action.chosen or bool(action.photos),
    )


def closed_before(words: Words, action: CarriedAction, year: int) -> str:
    """When an action was closed that this visit had no need to look at."""
    if action.closed_on is None:
        return ""
    day = words.short_day(action.closed_on, year)
    return words.gettext("ditutup %(day)s, sebelum audit ini", day=day)


def carried_summary(words: Words, context: ReportInput) -> str:
    """ "2 dari 5 tindakan selesai"."""
    done = sum(action.found == "selesai" for action in context.carried)
    return words.gettext(
        "%(done)d dari %(of)d tindakan selesai.", done=done, of=len(context.carried)
    )
