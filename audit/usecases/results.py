"""Audits in lists together with what their scores come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from audit.domain.comparison import Comparison, compare
from audit.domain.instrument import Instrument
from audit.domain.scoring import Scorecard, scorecard
from audit.instruments import load
from audit.storage.results import AuditLine


@dataclass(frozen=True)
class Result:
    """One audit, its scores added up, and its change against the one before."""

    audit: AuditLine
    instrument: Instrument
    card: Scorecard
    before: AuditLine | None = None
    comparison: Comparison | None = None

    @property
    def change(self) -> Decimal | None:
        """How the total moved since the audit before, over the items both scored."""
        return self.comparison.total_change if self.comparison else None


def result(line: AuditLine) -> Result:
    """One audit with its scores added up."""
    instrument = load(line.instrument)
    return Result(line, instrument, scorecard(instrument, line.scores))


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
    newest = result(finals[0])
    if len(finals) == 1:
        return newest
    before = finals[1]
    change = compare(newest.instrument, before.scores, newest.audit.scores)
    return replace(newest, before=before, comparison=change)
