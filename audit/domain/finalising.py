"""What an audit still needs before it is final, and what it may lack if that is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from audit.domain import again
from audit.domain.again import Tried
from audit.domain.document import Answer, Document, Finding
from audit.domain.findings import DECLINABLE, critical, proposes
from audit.domain.instrument import MAX_SCORE, Instrument, Item
from audit.domain.ranking import MOST_CHOSEN
from audit.domain.rechecks import is_recheck, unproven

LEAST_REASON = 5
"""Characters of a reason why an item does not apply."""


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: its kind, and the item, finding or earlier action it is about."""

    kind: str
    item: str | None = None
    finding: UUID | None = None
    action: UUID | None = None


def blocks(
    document: Document, instrument: Instrument, tried: Tried | None = None
) -> tuple[Missing, ...]:
    """Everything that keeps the audit from being final: conflicts, earlier actions, the sheet.

    A re-check has no sheet, only earlier actions.

    :param tried: what the audit before asked for, by item; without it nothing is asked of
        findings that come back, as of an audit that is final already
    """
    conflicts = [Missing("conflict", c.item or None) for c in document.conflicts]
    missing = [*conflicts, *carried_lack(document)]
    if is_recheck(document):
        return tuple(missing)
    for pillar in instrument.pillars:
        if document.k3 or not pillar.apart:
            unrated = "k3_unrated" if pillar.apart else "unrated"
            for item in pillar.items:
                missing += answer_lacks(item, document.answer(item.code), unrated)
                missing += findings_lack(item, document, tried)
    return tuple(missing)


def carried_lack(document: Document) -> Iterator[Missing]:
    """Earlier actions found done, or done in part, that nothing shows."""
    for action in unproven(document):
        yield Missing("carried_proof", action=action)


def allowed(document: Document, photos_missing: int) -> tuple[Missing, ...]:
    """What a final audit may lack, as long as result and PDF say so."""
    signed = document.signatures
    lacking = {
        "mentor_signature": signed.mentor is None,
        "owner_signature": signed.owner is None,
        "photos_missing": photos_missing > 0,
    }
    return tuple(Missing(kind) for kind, lacks in lacking.items() if lacks)


def too_many_chosen(document: Document) -> bool:
    """Whether page one would name more than five actions."""
    chosen = [f for f in document.findings if f.action.chosen and not f.declined]
    return len(chosen) > MOST_CHOSEN


def answer_lacks(item: Item, answer: Answer, unrated: str) -> Iterator[Missing]:
    """What the answer to one item lacks; `unrated` is what to call a missing nilai."""
    if answer.score is None:
        yield Missing(unrated, item.code)
    if answer.score == "na" and len(answer.na_reason.strip()) < LEAST_REASON:
        yield Missing("na_reason", item.code)
    if answer.score == MAX_SCORE and not (answer.note.strip() or answer.photos):
        yield Missing("proof_for_four", item.code)


def findings_lack(item: Item, document: Document, tried: Tried | None) -> Iterator[Missing]:
    """What the findings of one item lack; nothing is asked of a declined one."""
    answer = document.answer(item.code)
    if not proposes(answer.score):
        return
    must = answer.score != DECLINABLE
    standing = [
        finding
        for finding in document.findings
        if finding.item == item.code and (must or not finding.declined)
    ]
    if must and not standing:
        yield Missing("finding_text", item.code)
    if must and not (answer.photos or any(f.no_photo_reason.strip() for f in standing)):
        yield Missing("no_photo", item.code, standing[0].id if standing else None)
    for finding in standing:
        for kind in finding_lacks(finding, must=must, urgent=critical(item, answer.score)):
            yield Missing(kind, item.code, finding.id)
        for kind in again.lacks(finding, tried) if tried is not None else ():
            yield Missing(kind, item.code, finding.id)


def finding_lacks(finding: Finding, *, must: bool, urgent: bool) -> Iterator[str]:
    """What one finding lacks: `must` at nilai 0 or 1, `urgent` for a critical finding."""
    action = finding.action
    if must and not finding.text.strip():
        yield "finding_text"
    if urgent and not action.text.strip():
        yield "critical_action"
    if action.chosen and not action.pic.strip():
        yield "pic"
    if action.chosen and action.due_on is None:
        yield "due_on"
