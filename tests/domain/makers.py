"""Values for the tests of rules: plain functions, keyword overrides."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from audit.domain.document import (
    Answer,
    Conflict,
    Document,
    Finding,
    MentorRef,
    PlannedAction,
    Side,
    SideValue,
    WorkshopRef,
)
from audit.domain.instrument import SECTORS, Case, Instrument, Item, Pillar, Text
from audit.domain.scoring import Score

PILLARS = ("R1", "R2", "R3", "R4", "R5", "K3")
CRITICAL = ["K3.1", "K3.4", "K3.5", "K3.6"]
BUDGET = ["R1.6", "R2.7", "R3.4", "R4.7", "K3.2", "K3.4", "K3.5", "K3.6"]
LITTLE = (
    *(f"R1.{number}" for number in (2, 4)),
    *(f"R2.{number}" for number in (1, 2, 3, 4, 6)),
    *(f"R3.{number}" for number in (5, 6, 7)),
    *(f"R4.{number}" for number in (1, 4, 5, 6)),
    *("R5.7", "K3.3", "K3.7"),
)
IN_ACTION = ("root_cause", "pic", "due_on", "priority", "cost", "chosen")

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)

Rows = Mapping[str, Sequence[Score]]


def a_text(words: str) -> Text:
    return Text(id=words, en=f"{words} (en)")


def an_item(code: str, **changes: Any) -> Item:
    given: dict[str, Any] = {
        "critical": code in CRITICAL,
        "title": a_text(f"Butir {code}"),
        "check": a_text(f"Periksa {code}"),
        "levels": tuple(a_text(f"Tingkat {level} {code}") for level in range(5)),
        "action": a_text(f"Benahi {code}"),
        "cost": "perlu-anggaran" if code in BUDGET else "kecil" if code in LITTLE else "tanpa",
        "hints": {sector: a_text(f"Lihat {sector}") for sector in SECTORS},
        "cases": tuple(Case(seen=f"kasus {score}", score=score) for score in range(4)),
    }
    return Item(code=code, **(given | changes))


def an_instrument(items: int = 7, codes: Sequence[str] = PILLARS) -> Instrument:
    pillars = tuple(
        Pillar(
            code=code,
            title=a_text(code),
            apart=code == "K3",
            items=tuple(an_item(f"{code}.{number + 1}") for number in range(items)),
        )
        for code in codes
    )
    return Instrument(code="5r-ikm", version=1, title=a_text("5R"), pillars=pillars)


def scores_of(rows: Rows) -> dict[str, Score]:
    """Scores by item code of rows as vectors.json writes them."""
    return {
        f"{pillar}.{number}": score
        for pillar, row in rows.items()
        for number, score in enumerate(row, 1)
    }


def all_at(score: Score, codes: Sequence[str] = PILLARS) -> dict[str, Score]:
    return scores_of({code: [score] * 7 for code in codes})


def uuid7(number: int) -> UUID:
    """The same UUIDv7 for the same number, in the order of numbers."""
    return UUID(f"01930000-0000-7000-8000-{number:012x}")


def a_document(scores: Mapping[str, Score] | None = None, **changes: Any) -> Document:
    given: dict[str, Any] = {
        "id": uuid7(1),
        "instrument": "5r-ikm@1",
        "audited_on": date(2026, 11, 24),
        "workshop": WorkshopRef(id=uuid7(2), name="CV Kurnia Teknik", city="Surakarta"),
        "mentor": MentorRef(id=uuid7(3), name="Mentor contoh"),
        "answers": {code: Answer(score=score) for code, score in (scores or {}).items()},
    }
    return Document(**(given | changes))


def a_finding(item: str = "R1.1", number: int = 10, **changes: Any) -> Finding:
    """A finding; fields of its action are given beside its own, `action_text` for the text."""
    action: dict[str, Any] = {n: changes.pop(n) for n in IN_ACTION if n in changes}
    if "action_text" in changes:
        action["text"] = changes.pop("action_text")
    return Finding(id=uuid7(number), item=item, action=PlannedAction(**action), **changes)


def a_conflict(path: str, *held: SideValue, item: str = "") -> Conflict:
    """A conflict between values of as many people: Satu, Dua, Tiga."""
    names = ("Satu", "Dua", "Tiga")[: len(held)]
    sides = tuple(Side(value=v, by=by, at=NOON) for v, by in zip(held, names, strict=True))
    return Conflict(path=path, item=item, sides=sides)
