"""What earlier audits of a workshop left for its rating sheet, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.domain import findings
from audit.domain.document import Answer, Document
from audit.domain.history import PastAudit, before
from audit.domain.red_tags import Totals
from audit.domain.scoring import Score
from audit.storage import audits, past_actions, red_tags
from audit.storage.actions import Action
from audit.usecases.follow_up import proposed_follow_up


@dataclass(frozen=True)
class Proposal:
    """The nilai proposed for the follow-up item: so many of the chosen actions are closed."""

    score: Score
    closed: int
    of: int
    first: bool


@dataclass(frozen=True)
class Past:
    """The audits before this one, the newest of them whole, actions to look at, open tags."""

    audits: Sequence[PastAudit]
    newest: Document | None
    open: Sequence[Action]
    proposal: Proposal
    red_tags: Totals | None = None

    def last(self, code: str) -> Answer | None:
        """What the last audit said about an item; None when it did not rate it."""
        answer = self.newest and self.newest.answers.get(code)
        return answer if answer and answer.score is not None else None

    def repeat(self, code: str) -> int:
        """How many times in a row an item is found wanting if it is so today."""
        return findings.repeat(code, [audit.found for audit in self.audits])


def past(session: Session, document: Document) -> Past:
    """What earlier audits of this document's workshop left."""
    history = audits.history(session, document.workshop.id, document.type)
    earlier = before(history, document.audited_on, document.id)
    last = earlier[-1].id if earlier else None
    newest = audits.documents(session, [last]).get(last) if last else None
    told = proposal(session, document, first=last is None)
    tags = red_tags.totals(session, document.workshop.id, document.audited_on)
    return Past(earlier, newest, past_actions.to_look_at(session, document), told, tags)


def proposal(session: Session, document: Document, *, first: bool) -> Proposal:
    """The proposed nilai of the follow-up item."""
    score, closed, of = proposed_follow_up(session, document)
    return Proposal(score, closed, of, first)
