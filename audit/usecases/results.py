"""Audits in lists together with what their scores come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.domain.comparison import Comparison, compare
from audit.domain.scoring import Scorecard, scorecard
from audit.instruments import load
from audit.storage.results import AuditLine


@dataclass(frozen=True)
class Result:
    """One audit, its scores added up, and its change against the one before."""

    audit: AuditLine
    card: Scorecard
    before: AuditLine | None = None
    comparison: Comparison | None = None

    @property
    def change(self) -> Decimal | None:
        """How the total moved since the audit before, over the items both scored."""
        return self.comparison.total_change if self.comparison else None


def result(line: AuditLine) -> Result:
    """One audit with its scores added up."""
    return Result(line, scorecard(load(line.instrument), line.scores))


def results(lines: Sequence[AuditLine]) -> list[Result]:
    """Some audits with their scores added up, in the order given."""
    return [result(line) for line in lines]


def newest_result(lines: Sequence[AuditLine]) -> Result | None:
    """The newest final mentor audit with its change against the one before.

    :param lines: audits of one workshop, newest first
    """
    finals = [line for line in lines if line.final and line.type == "mentor"]
    if not finals:
        return None
    last, before = finals[0], finals[1] if len(finals) > 1 else None
    card = scorecard(load(last.instrument), last.scores)
    if before is None:
        return Result(last, card)
    return Result(last, card, before, compare(load(last.instrument), before.scores, last.scores))
