"""Answers in bulk: the history of CV Kurnia Teknik from the vectors, ready to be final."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from audit.domain.again import THIRD
from audit.domain.document import Answer, Document, Finding, PlannedAction
from tests.vectors import VECTORS

HISTORY: list[dict[str, list[Any]]] = VECTORS["rules"][-1]["history"]
"""Five audits, oldest first: scores of items 1 to 7 by pillar."""


def answers(given: Mapping[str, list[Any]], *, complete: bool = True) -> dict[str, Answer]:
    """Answers from lists of scores; complete ones have what finalising asks for."""
    return {
        f"{pillar}.{number}": answer(score, complete)
        for pillar, scores in given.items()
        for number, score in enumerate(scores, start=1)
    }


def answer(score: Any, complete: bool) -> Answer:
    if not complete:
        return Answer(score=score)
    reason = "belum ada audit lalu" if score == "na" else ""
    return Answer(score=score, note=f"catatan untuk nilai {score}", na_reason=reason)


def named(action: PlannedAction) -> PlannedAction:
    return replace(action, pic="Kepala bengkel")


def another(finding: Finding) -> PlannedAction:
    """Another action than the time before, and why that one did not hold."""
    text = f"{finding.action.text} (cara ke-{finding.repeat})"
    return replace(named(finding.action), text=text, root_cause="Belum ada yang memeriksa.")


def agreed(document: Document) -> Document:
    """The document with what a person adds to its findings before it can be final."""
    findings = tuple(
        replace(
            finding,
            no_photo_reason="foto dilarang pelanggan",
            action=another(finding) if finding.repeat >= THIRD else named(finding.action),
            edited=(*finding.edited, "action_text") if finding.repeat >= THIRD else finding.edited,
        )
        for finding in document.findings
    )
    return replace(document, findings=findings)
