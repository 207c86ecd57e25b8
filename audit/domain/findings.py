"""What a low nilai leads to: a finding, how urgent it is, until when, how often before."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import get_args
from uuid import UUID

from msgspec.structs import replace

from audit.domain.document import Document, Finding, Priority
from audit.domain.edits import ruled, settled, withdrawn
from audit.domain.instrument import STANDARD, Instrument, Item
from audit.domain.ranking import choose
from audit.domain.scoring import Score

PRIORITIES: tuple[Priority, ...] = get_args(Priority)
"""Most urgent first."""

DUE_DAYS: Mapping[Priority, int] = {"kritis": 3, "tinggi": 7, "sedang": 14, "rendah": 30}
"""Days from the audit to the due date."""

DECLINABLE = 2
"""The one nilai whose finding a person may decline."""


def proposes(score: Score) -> bool:
    """Whether a nilai proposes a finding: 0 to 2."""
    return isinstance(score, int) and score < STANDARD


def critical(item: Item, score: Score) -> bool:
    """Whether a nilai of a critical item is a critical finding ("temuan kritis"): 0 or 1."""
    return item.critical and proposes(score) and score != DECLINABLE


def priority(item: Item, score: int, repeat: int) -> Priority:
    """How urgent a finding at nilai 0 to 2 is; `repeat` counts this audit and those in a row."""
    if critical(item, score):
        return "kritis"
    first = {0: "tinggi", 1: "sedang", 2: "rendah"}[score]
    highest = "sedang" if score == DECLINABLE else "tinggi"
    steps = min(repeat - 1, 2)
    order: tuple[str, ...] = PRIORITIES
    return PRIORITIES[max(order.index(highest), order.index(first) - steps)]


def due_on(audited_on: date, priority: Priority) -> date:
    """The day by which an action of this priority is due."""
    return days_after(audited_on, DUE_DAYS[priority])


def days_after(day: date, days: int) -> date:
    """The day so many days after another; days end with the calendar."""
    return day + min(timedelta(days=days), date.max - day)


def repeat(code: str, earlier: Sequence[frozenset[str]]) -> int:
    """Audits in a row with a finding on the item, this one included.

    :param earlier: items with a finding in each earlier audit of the type, oldest first
    """
    times = 1
    for items in reversed(earlier):
        if code not in items:
            break
        times += 1
    return times


def items_with_finding(document: Document) -> frozenset[str]:
    """Codes of the items on which the audit has a finding that nobody declined."""
    return frozenset(
        finding.item
        for finding in document.findings
        if not finding.declined and proposes(document.answer(finding.item).score)
    )


def finding_id(audit_id: UUID, item: str) -> UUID:
    """The id of the finding that the rule makes for an item.

    It is drawn from the audit's own UUIDv7 and stays one, so that every tablet and the
    server make the same without asking each other.
    """
    pillar, _, number = item.partition(".")
    made = bytearray(audit_id.bytes)
    for place, code in enumerate((ord(pillar[0]), int(pillar[1:]), int(number)), start=13):
        made[place] ^= code
    return UUID(bytes=bytes(made))


def refreshed(
    findings: Sequence[Finding],
    document: Document,
    instrument: Instrument,
    earlier: Sequence[frozenset[str]],
) -> tuple[Finding, ...]:
    """The findings of an audit, brought up to date with its nilai and by the rule.

    What a person changed (`edited`) or typed stays as it is, and a finding that carries
    such a thing outlives its reason, declined, until the item falls again.

    :param earlier: items with a finding in each earlier audit of the type, oldest first
    """
    current: list[Finding] = []
    on_sheet = {item.code: item for item in instrument.items(k3=document.k3)}
    by_item: dict[str, list[Finding]] = {code: [] for code in instrument.by_code}
    for finding in findings:
        by_item.setdefault(finding.item, []).append(finding)
    for code, own in by_item.items():
        score, item = document.answer(code).score, on_sheet.get(code)
        if item and isinstance(score, int) and proposes(score):
            times = repeat(code, earlier)
            own = own or [Finding(id=finding_id(document.id, code), item=code)]
            current += [by_rule(finding, item, score, times, document) for finding in own]
        else:
            current += withdrawn(own)
    return choose(current, document.scores, instrument)


def by_rule(finding: Finding, item: Item, score: int, times: int, document: Document) -> Finding:
    """One finding with everything that no person changed as the rule has it."""
    answer = document.answer(item.code)
    edited = "priority" in finding.edited
    urgency = finding.action.priority if edited else priority(item, score, times)
    rule = {
        "text": answer.note,
        "area": answer.area,
        "action_text": item.action.id,
        "priority": urgency,
        # The due date follows the priority that holds, whoever set it.
        "due_on": due_on(document.audited_on, urgency),
        "cost": item.cost,
    }
    settled_one = settled(finding, declinable=score == DECLINABLE)
    return replace(ruled(settled_one, rule), repeat=times)
