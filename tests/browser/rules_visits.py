"""Random visits, the same ones each time: what people may have typed, and what went before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any, get_args
from uuid import UUID

from msgspec.structs import replace

from audit.domain.amending import field_name, values
from audit.domain.document import (
    Answer,
    Carried,
    Conflict,
    Cost,
    Document,
    Finding,
    Found,
    PlannedAction,
    Priority,
    Remarks,
    Side,
    Signature,
    Signatures,
)
from audit.domain.history import PastAudit
from audit.domain.instrument import Instrument
from audit.domain.ranking import praises
from audit.storage.actions import Action
from tests.browser.rules_past import DAY, SHEETS, actions, history, kept, some_scores
from tests.domain.makers import a_document, uuid7

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXTS = ("", "", " \n", "x", "empat", "12345", "  lima ", "𝟘𝟙𝟚𝟛", "Palu di lantai")
"""Blanks, and what is shorter in letters than in bytes."""
NAMES = ("", "", " ", "Kepala gudang", "Bu Sri")
PHOTOS = ((), (), ("a" * 64,), ("a" * 64, "b" * 64))
EDITED = (
    *("text", "area", "declined", "chosen", "action_text", "priority", "due_on", "cost"),
    "declined",
)


@dataclass(frozen=True)
class Visit:
    """One visit as the rules see it: the edit, what it was made on, and the past."""

    document: Document
    before: Document | None
    past: Sequence[PastAudit]
    agreed: Sequence[Action]
    changes: Mapping[str, Any]
    photos_missing: int

    @property
    def instrument(self) -> Instrument:
        """The questionnaire of the document."""
        return SHEETS[self.document.instrument]


def visits(count: int, seed: int) -> list[Visit]:
    """So many visits; the same seed makes the same ones."""
    return [a_visit(Random(seed * 10_000 + number)) for number in range(count)]


def a_visit(chance: Random) -> Visit:
    """Any visit; most are nearly whole, so that rules have something to decide."""
    name = chance.choice(["5r-ikm@1", "5r-ikm@1", *SHEETS])
    instrument = SHEETS[name]
    past = history(chance, instrument)
    tidy = bool(past) and chance.random() < 0.25
    agreed = kept(chance, past) if tidy else actions(chance, past)
    document = a_draft(chance, name, agreed)
    if tidy:  # so that what comes back decides
        document = replace(document, carried=(), findings=document.findings[:1])
    document = again(chance, document, agreed)
    before = chance.choice([None, a_base(chance, document, past)])
    if before and chance.random() < 0.7:
        document = replace(document, praises=before.praises)
    changes = some_changes(chance, document)
    return Visit(document, before, past, agreed, changes, chance.randrange(3))


def a_draft(chance: Random, name: str, agreed: Sequence[Action]) -> Document:
    """A draft in the middle of being written."""
    instrument = SHEETS[name]
    scores = some_scores(chance, instrument)
    codes = list(instrument.by_code)
    return a_document(
        id=uuid7(chance.getrandbits(48)),
        instrument=name,
        audited_on=chance.choice([DAY, date(2026, 12, 30), date(2028, 2, 27)]),
        k3=chance.random() < 0.7,
        answers={code: an_answer(chance, score) for code, score in scores.items()},
        findings=tuple(some_findings(chance, codes)),
        carried=tuple(a_carried(chance, a.id) for a in agreed if chance.random() < 0.7),
        praises=tuple(chance.sample(codes, chance.randrange(4))),
        remarks=Remarks(mentor=chance.choice(TEXTS), private=chance.choice(TEXTS)),
        signatures=Signatures(mentor=a_signature(chance), owner=a_signature(chance)),
        next_visit_on=chance.choice([None, date(2026, 12, 22)]),
        conflicts=tuple(some_conflicts(chance, codes)),
    )


def again(chance: Random, document: Document, agreed: Sequence[Action]) -> Document:
    """The document with some actions of the last audit said once more, a little otherwise."""
    told = {action.item: action.text for action in agreed}
    findings = tuple(
        replace(f, repeat=3, action=replace(f.action, text=f" {told[f.item].upper()}!"))
        if f.item in told and chance.random() < 0.7
        else f
        for f in document.findings
    )
    return replace(document, findings=findings)


def an_answer(chance: Random, score: Any) -> Answer:
    return Answer(
        score=score,
        note=chance.choice(TEXTS),
        na_reason=chance.choice(TEXTS),
        area=chance.choice(NAMES),
        photos=chance.choice(PHOTOS),
    )


def some_findings(chance: Random, codes: Sequence[str]) -> list[Finding]:
    """Findings of any items, in any order; now and then two of one, or of none we know."""
    items = chance.sample(codes, chance.choice([0, len(codes) // 4, len(codes) // 2, len(codes)]))
    items += [code for code in [*items, "R9.9"] if chance.random() < 0.15]
    return [a_finding(chance, code, 300 + number) for number, code in enumerate(items)]


def a_finding(chance: Random, code: str, number: int) -> Finding:
    edited = chance.sample(EDITED, chance.choice([0, 0, 1, 2, 4]))
    return Finding(
        id=uuid7(number),
        item=code,
        area=chance.choice(NAMES),
        text=chance.choice(TEXTS),
        no_photo_reason=chance.choice(TEXTS[:5]),
        declined=chance.random() < 0.3,
        repeat=chance.randrange(1, 5),
        edited=tuple(dict.fromkeys(edited)),
        action=PlannedAction(
            text=chance.choice(TEXTS),
            root_cause=chance.choice(TEXTS[:4]),
            pic=chance.choice(NAMES),
            due_on=chance.choice([None, DAY]),
            priority=chance.choice(get_args(Priority)),
            cost=chance.choice(get_args(Cost)),
            chosen=chance.random() < 0.4,
        ),
    )


def a_carried(chance: Random, action: UUID) -> Carried:
    return Carried(
        action=action,
        found=chance.choice(["selesai", *get_args(Found)]),
        note=chance.choice(TEXTS),
        photos=chance.choice(PHOTOS),
    )


def a_signature(chance: Random) -> Signature | None:
    return chance.choice([None, Signature(name="Bu Sri", photo="c" * 64, at=NOON)])


def some_conflicts(chance: Random, codes: Sequence[str]) -> list[Conflict]:
    """Fields that two people changed, of an item or of none."""
    code = chance.choice(codes)
    sides = tuple(Side(value=value, by="Mentor contoh", at=NOON) for value in (3, 1))
    both = [
        Conflict(path=f"answers.{code}.score", item=code, sides=sides),
        Conflict(path="met_with", sides=sides),
    ]
    return both[: chance.choice([0, 0, 0, 1, 2])]


def a_base(chance: Random, document: Document, past: Sequence[PastAudit]) -> Document:
    """What the edit was made on: some answers were others, the praises by rule or by choice."""
    answers = {
        code: replace(answer, score=chance.choice([3, 4])) if chance.random() < 0.2 else answer
        for code, answer in document.answers.items()
    }
    base = replace(document, answers=answers)
    by_rule = praises(SHEETS[document.instrument], base.scores, past[-1].scores if past else None)
    return replace(base, praises=chance.choice([by_rule, by_rule, document.praises, ()]))


def some_changes(chance: Random, document: Document) -> dict[str, Any]:
    """What a person typed on the summary; some fields are as they were."""
    likely = chance.choice([0.02, 0.1, 0.4])
    others = other_values(chance, document)
    return {
        name: others[name] if chance.random() < 0.8 else value
        for name, value in values(document).items()
        if chance.random() < likely
    }


def other_values(chance: Random, document: Document) -> dict[str, Any]:
    """A value of the right kind for every field of the summary."""
    codes = tuple(document.answers)
    flat: dict[str, Any] = {f"remarks_{name}": "Sampai jumpa" for name in ("mentor", "owner")}
    flat |= {"remarks_private": "rahasia", "next_visit_on": None, "praises": codes[:2]}
    for finding in document.findings:
        action = finding.action
        own: dict[str, Any] = {name: "Kata saya" for name in ("text", "area", "no_photo_reason")}
        own |= {name: "Kata saya" for name in ("action_text", "root_cause", "pic")}
        own |= {"declined": not finding.declined, "chosen": not action.chosen}
        own |= {"due_on": DAY, "cost": "kecil", "priority": chance.choice(get_args(Priority))}
        flat |= {field_name(finding.id, name): value for name, value in own.items()}
    return flat
