"""Earlier audits of one workshop, reduced to what rules and charts need of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audit.domain.scoring import Scores


@dataclass(frozen=True)
class PastAudit:
    """A final audit: when, by whom, its scores and the items it found wanting."""

    id: UUID
    audited_on: date
    instrument: str
    mentor: str
    number: str
    scores: Scores
    found: frozenset[str]


def before(history: Sequence[PastAudit], audited_on: date, audit_id: UUID) -> list[PastAudit]:
    """The audits ahead of one audit, oldest first; ordered by date, then id."""
    return [past for past in history if (past.audited_on, past.id) < (audited_on, audit_id)]
