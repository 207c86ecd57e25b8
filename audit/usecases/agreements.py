"""The chosen actions of an audit as agreed that day, and where each stands today."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.domain.ranking import chosen
from audit.report.actions import ActionRow, action_row, action_text
from audit.report.inputs import ReportInput
from audit.report.words import words
from audit.storage import actions
from audit.storage.actions import Action


@dataclass(frozen=True)
class Agreement:
    """One chosen action: how the report prints it, its whole text, and its row of today.

    A draft has no rows yet.
    """

    row: ActionRow
    text: str
    now: Action | None

    @property
    def continued(self) -> bool:
        """Whether a later audit found the same and goes on with it."""
        return self.now is not None and self.now.continued

    @property
    def live(self) -> bool:
        """Whether somebody still has to do it."""
        return self.now is not None and self.now.state in LIVE


def agreements(session: Session, context: ReportInput) -> list[Agreement]:
    """The chosen actions, first things first, in the order of the report."""
    document, instrument = context.document, context.instrument
    said, year = words(context.language), document.audited_on.year
    now = {row.id: row for row in actions.of_audit(session, document.id)}
    return [
        Agreement(
            action_row(said, finding, instrument, year),
            action_text(said, finding, instrument),
            now.get(finding.id),
        )
        for finding in chosen(document.findings, document.scores, instrument)
    ]
