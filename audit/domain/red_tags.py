"""Red tags: whatever may not be needed is tagged, and decided on within 30 days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

Word = Literal["pakai", "pindah", "perbaiki", "jual", "buang"]
"""What can become of a thing."""
DECISIONS: tuple[str, ...] = get_args(Word)
LIMIT_DAYS = 30
"""From the sentences of the item: "tidak ada yang lebih dari 30 hari"."""
ITEM = "R1.2"
"""The item of ``5r-ikm@1`` that asks for red tags and their dates."""

REASONS = (
    "rusak",
    "berlebih",
    "tidak jelas pemiliknya",
    "kedaluwarsa",
    "tidak dipakai lagi",
)
"""Why things are tagged most often; people may write their own."""
BETWEEN = ", "


@dataclass(frozen=True)
class Totals:
    """How many tags of a workshop wait, how many of them too long, and what became of the rest."""

    undecided: int = 0
    overdue: int = 0
    decided: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Every tag that was ever attached."""
        return self.undecided + sum(self.decided.values())


def decide_by(tagged_on: date) -> date:
    """The last day on which a decision is in time."""
    return tagged_on + timedelta(days=LIMIT_DAYS)


def tagged_before(today: date) -> date:
    """A tag older than this day has waited too long."""
    return today - timedelta(days=LIMIT_DAYS)


def overdue(tagged_on: date, decision: str | None, today: date) -> bool:
    """Whether a tag still waits though its last day is over."""
    return decision is None and today > decide_by(tagged_on)


def totals(counts: Mapping[str | None, int], late: int) -> Totals:
    """The totals from the number of tags of each decision; None counts those that wait."""
    decided = {decision: counts.get(decision, 0) for decision in DECISIONS}
    return Totals(counts.get(None, 0), late, decided)


def reason_of(usual: str, own: str) -> str:
    """A usual reason and a person's own words as one text."""
    return BETWEEN.join(part for part in (usual, own) if part)


def parts_of(reason: str) -> tuple[str, str]:
    """The usual reason that a text begins with, if it does, and the rest."""
    head, _, rest = reason.partition(BETWEEN)
    return (head, rest) if head in REASONS else ("", reason)
