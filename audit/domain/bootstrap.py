"""What a tablet takes along to work without signal, in the shape of the API."""

from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

import msgspec

from audit.domain.actions import LIVE
from audit.domain.document import (
    Answer,
    Document,
    ItemCode,
    ItemScore,
    Name,
    Priority,
    Sha256,
    Struct,
)
from audit.domain.scoring import BANDS

Rated = Annotated[int, msgspec.Meta(ge=0, le=4)] | Literal["na"]
Band = Annotated[str, msgspec.Meta(extra_json_schema={"enum": [name for _, name in BANDS]})]
Urgency = Annotated[str, msgspec.Meta(extra_json_schema={"enum": [*get_args(Priority)]})]
LiveState = Annotated[str, msgspec.Meta(extra_json_schema={"enum": [*LIVE]})]
MOST_TAGS = 100
Percent = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,3}\.[0-9]$")]


class Person(Struct, frozen=True, kw_only=True):
    """Who is logged in, and the language he reads."""

    id: UUID
    name: Name
    language: Literal["id", "en"]


class PastAnswer(Struct, frozen=True, kw_only=True):
    """What the last audit said about an item."""

    score: Rated
    note: str
    na_reason: str
    photos: tuple[Sha256, ...]


class LastAudit(Struct, frozen=True, kw_only=True):
    """The newest final audit of a workshop by a mentor."""

    id: UUID
    number: str
    audited_on: date
    mentor: Name
    total: Percent | None
    band: Band | None
    scores: dict[ItemCode, ItemScore]
    answers: dict[ItemCode, PastAnswer]


class LiveAction(Struct, frozen=True, kw_only=True):
    """An action that somebody at the workshop still has to do."""

    id: UUID
    audit: UUID
    item: ItemCode
    text: str
    pic: Name
    due_on: date | None
    priority: Urgency
    chosen: bool
    state: LiveState


class Agreed(Struct, frozen=True, kw_only=True):
    """A chosen action of the last audit; `proof` says whether it was closed with one."""

    id: UUID
    due_on: date | None
    closed_on: date | None
    proof: bool


class TagCounts(Struct, frozen=True, kw_only=True):
    """How many red tags wait for a decision, and how many of them for longer than 30 days."""

    undecided: int
    overdue: int


class Point(Struct, frozen=True, kw_only=True):
    """A photo point, and how it should be seen."""

    id: UUID
    name: Name
    photo: Sha256 | None


class TagEntry(Struct, frozen=True, kw_only=True):
    """A red tag that waits for a decision."""

    id: UUID
    number: int
    name: Name
    quantity: Name
    area: Name
    reason: str
    photo: Sha256 | None
    tagged_on: date


class WorkshopEntry(Struct, frozen=True, kw_only=True):
    """One workshop with what the next visit needs of the last ones.

    `ordinal` counts the next audit; `repeats` says for each item with a finding in how many
    audits in a row, up to the last, it had one; `tried`, for those that would be found for
    the third time or more often, what the last audit asked for. `red_tags` is None where
    nothing was ever tagged; `tags` are those that wait longest, `MOST_TAGS` at most;
    `points` are in the order of the walk.
    """

    id: UUID
    name: Name
    city: Name
    sector: str
    stage: str | None
    owner_name: Name
    pic_name: Name
    areas: tuple[Name, ...]
    target: int
    next_visit_on: date | None
    ordinal: int
    last: LastAudit | None
    found: tuple[ItemCode, ...]
    repeats: dict[ItemCode, int]
    tried: dict[ItemCode, tuple[str, ...]]
    actions: tuple[LiveAction, ...]
    agreed: tuple[Agreed, ...]
    red_tags: TagCounts | None
    tags: tuple[TagEntry, ...]
    points: tuple[Point, ...]
    people: tuple[Name, ...]


class Draft(Struct, frozen=True, kw_only=True):
    """An open audit of the user's own, with the version that the document is."""

    version: int
    document: Document


class Bootstrap(Struct, frozen=True, kw_only=True):
    """All that a user's tablet needs before it leaves the signal."""

    schema: Literal[1] = 1
    user: Person
    today: date
    timezone: str
    target: int
    instruments: tuple[str, ...]
    workshops: tuple[WorkshopEntry, ...]
    drafts: tuple[Draft, ...]


def past_answers(document: Document) -> dict[str, PastAnswer]:
    """What an audit said about each item that it rated."""
    return {
        code: past
        for code, answer in document.answers.items()
        if (past := past_answer(answer)) is not None
    }


def past_answer(answer: Answer) -> PastAnswer | None:
    """What an audit said about one item; None where it did not rate it."""
    if answer.score is None:
        return None
    return PastAnswer(
        score=answer.score, note=answer.note, na_reason=answer.na_reason, photos=answer.photos
    )
