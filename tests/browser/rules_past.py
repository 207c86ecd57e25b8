"""Random earlier audits of a workshop, and what became of the actions of the last one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from audit.domain.history import PastAudit
from audit.domain.instrument import Instrument
from audit.domain.scoring import Score
from audit.instruments import load
from audit.storage.actions import Action, ActionStep
from tests.domain.makers import an_instrument, uuid7

DAY = date(2026, 11, 24)
SHEETS: Mapping[str, Instrument] = {
    "5r-ikm@1": load("5r-ikm@1"),
    "wide@1": an_instrument(items=11),
    "narrow@1": an_instrument(items=3),
}
"""The real one, one with two-digit codes, one whose pillars are below the least for a value."""

KINDS: tuple[list[Score], ...] = (
    [0, 1, 2, 3, 4],
    [2, 3],
    [3, 4],
    [4, 4, 4, 3, "na"],
    [1, 2, 3, 4, "na"],
    [0, 1, 2, "na", None],
)
ASKED = ("x", "Empat!", "1 2-3 4/5", "lima", "PALU: di  lantai", "PAL\u0301U", "?")
"""What the last audit asked for; some as a draft may say it again, but for case and signs."""
NOTES = ("", "", " \n", "sudah dilihat")
PHOTOS: tuple[list[str], ...] = ([], [], ["a" * 64])


def history(chance: Random, instrument: Instrument) -> list[PastAudit]:
    """Up to four audits, whose findings often come back."""
    audits: list[PastAudit] = []
    for number in range(chance.randrange(5)):
        scores = some_scores(chance, instrument)
        low = {code for code, score in scores.items() if score in (0, 1, 2)}
        found = frozenset(code for code in sorted(low) if chance.random() < 0.9)
        audited_on = DAY - timedelta(days=150 - 30 * number)
        past = PastAudit(uuid7(100 + number), audited_on, instrument.key, "M", "A", scores, found)
        audits.append(past)
    return audits


def some_scores(chance: Random, instrument: Instrument) -> dict[str, Score]:
    """Scores of all items or of some; in some sheets all are equal but a few."""
    given: list[Score] = chance.choice(KINDS)
    rated = chance.choice([1, 1, 1, 0.9, 0.5])
    codes = [code for code in instrument.by_code if chance.random() < rated]
    return {code: chance.choice(given) for code in codes}


def actions(chance: Random, past: Sequence[PastAudit]) -> list[Action]:
    """The actions of the last audit, some closed since."""
    found = sorted(past[-1].found) if past else []
    picked = chance.sample(found, min(len(found), chance.randrange(7)))
    ids = [uuid7(200 + number) for number in range(len(picked))]
    return [an_action(chance, i, past[-1].id, code) for i, code in zip(ids, picked, strict=True)]


def kept(chance: Random, past: Sequence[PastAudit]) -> list[Action]:
    """Five actions of the last audit, all or nearly all done in time and shown."""
    done = [*[True] * 4, chance.random() < 0.5]
    return [
        Action(
            id=uuid7(200 + number),
            audit_id=past[-1].id,
            item=code,
            text="Empat",
            chosen=True,
            state="closed" if closed else "open",
            due_on=DAY,
            closed_on=DAY if closed else None,
            steps=[ActionStep(to_state="closed", note="dilihat", photos=[])] if closed else [],
        )
        for number, (code, closed) in enumerate(zip(sorted(past[-1].found), done, strict=False))
    ]


def an_action(chance: Random, own: UUID, audit: UUID, code: str) -> Action:
    closed = chance.random() < 0.5
    at = {"note": chance.choice(NOTES), "photos": chance.choice(PHOTOS)}
    steps = [ActionStep(from_state="open", to_state="in_progress", note="dikerjakan", photos=[])]
    if closed:
        steps.append(ActionStep(from_state="in_progress", to_state="closed", **at))
    return Action(
        id=own,
        audit_id=audit,
        item=code,
        text=chance.choice(ASKED),
        chosen=chance.random() < 0.85,
        state="closed" if closed else chance.choice(["open", "reported", "cancelled"]),
        due_on=DAY + timedelta(days=chance.choice([-9, 0, 9])) if chance.random() < 0.9 else None,
        closed_on=DAY - timedelta(days=chance.choice([0, 9, 9, 20])) if closed else None,
        steps=steps,
    )
