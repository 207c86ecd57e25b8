"""What the closing steps of a visit show: summary, signatures, finalising, correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain import again, finalising, ranking
from audit.domain.again import Tried
from audit.domain.document import Document, Finding, Found
from audit.domain.finalising import Missing
from audit.domain.findings import DECLINABLE, proposes
from audit.domain.history import PastAudit, before
from audit.domain.instrument import Instrument, Item
from audit.domain.scoring import Scorecard, scorecard
from audit.instruments import load
from audit.storage import actions, audits, past_actions
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore

LEAST_PRAISED = 2
"""A person may praise an item from this nilai on."""


LOOKS: tuple[Found | None, ...] = (None, "belum", "sebagian", "selesai")
"""What a visit can find of an earlier action, what needs attention first."""


class Look(NamedTuple):
    """An action of an earlier audit, and what this visit found of it, if it looked."""

    action: Action
    found: Found | None


@dataclass(frozen=True)
class Closing:
    """One audit at its end, with what its past and the photo store say about it."""

    document: Document
    instrument: Instrument
    past: Sequence[PastAudit]
    earlier: Sequence[Action]
    names: Sequence[str]
    owner_name: str
    photos_missing: frozenset[str]
    tried: Tried

    @cached_property
    def card(self) -> Scorecard:
        """The scores added up."""
        return scorecard(self.instrument, self.document.scores)

    @cached_property
    def chosen(self) -> tuple[Finding, ...]:
        """The findings of the owner's page, first things first."""
        return ranking.chosen(self.document.findings, self.document.scores, self.instrument)

    @cached_property
    def others(self) -> tuple[Finding, ...]:
        """The findings that stand but are not on the owner's page, first things first."""
        standing = ranking.ranked(self.document.findings, self.document.scores, self.instrument)
        return tuple(finding for finding in standing if finding not in self.chosen)

    @cached_property
    def declined(self) -> tuple[Finding, ...]:
        """Findings at nilai 2 that a person turned down."""
        return tuple(
            f for f in self.document.findings if f.declined and proposes(self.score(f.item))
        )

    @cached_property
    def if_done(self) -> Fraction | None:
        """The total once every chosen action is done; None until everything is rated."""
        if self.card.rated < self.card.of:
            return None
        items = [finding.item for finding in self.chosen]
        return ranking.if_done(self.instrument, self.document.scores, items)

    @cached_property
    def blocks(self) -> tuple[Missing, ...]:
        """What keeps the audit from being final."""
        return finalising.blocks(self.document, self.instrument, self.tried)

    @cached_property
    def allowed(self) -> tuple[Missing, ...]:
        """What a final audit may lack, as long as it is said."""
        return finalising.allowed(self.document, len(self.photos_missing))

    @cached_property
    def looks(self) -> list[Look]:
        """The actions of earlier audits with what was found of each, those unseen first."""
        found = {carried.action: carried.found for carried in self.document.carried}
        looks = [Look(action, found.get(action.id)) for action in self.earlier]
        return sorted(looks, key=lambda look: LOOKS.index(look.found))

    @cached_property
    def looked_at(self) -> int:
        """How many of the actions of earlier audits this visit looked at."""
        return sum(look.found is not None for look in self.looks)

    @cached_property
    def carried_items(self) -> dict[UUID, str]:
        """Codes of the items of actions of earlier audits."""
        return {action.id: action.item for action in self.earlier}

    @property
    def sequence(self) -> int:
        """Which audit of the workshop this is."""
        return len(self.past) + 1

    def item(self, code: str) -> Item:
        """One item of the sheet."""
        return self.instrument.by_code[code]

    def score(self, code: str) -> int:
        """The nilai of an item, -1 without one."""
        return ranking.points(code, self.document.scores)

    def declinable(self, finding: Finding) -> bool:
        """Whether a person may turn this finding down."""
        return self.score(finding.item) == DECLINABLE

    def asks_why(self, finding: Finding) -> bool:
        """Whether it came back so often that its root cause is asked for."""
        return again.needs_root_cause(finding)

    def same_action(self, finding: Finding) -> bool:
        """Whether its action is the one that did not hold."""
        text, before = finding.action.text, self.tried.get(finding.item, ())
        return self.asks_why(finding) and again.same_action(text, before)

    def praisable(self) -> list[Item]:
        """Items at 2 to 4 without K3, best first, those praised already ahead."""
        praised, scores = self.document.praises, self.document.scores
        last = self.past[-1].scores if self.past else None
        good = [i for i in self.instrument.items(k3=False) if self.score(i.code) >= LEAST_PRAISED]
        good.sort(key=lambda i: (-ranking.rise(i.code, scores, last), -self.score(i.code)))
        kept = [self.item(code) for code in praised]
        return kept + [item for item in good if item not in kept]


def closing(session: Session, store: PhotoStore, row: Audit, document: Document) -> Closing:
    """Gather what the closing steps show of `document`, a state of the audit in `row`."""
    history = audits.history(session, row.workshop_id, document.type)
    return Closing(
        document=document,
        instrument=load(document.instrument),
        past=before(history, document.audited_on, document.id),
        earlier=past_actions.to_look_at(session, document),
        names=people(session, row, document),
        owner_name=row.workshop.owner_name,
        photos_missing=store.missing(document.photo_hashes()),
        tried=past_actions.tried(session, document),
    )


def people(session: Session, row: Audit, document: Document) -> list[str]:
    """Names to offer as PIC: the workshop's own, then those of its actions, each once."""
    now = (finding.action.pic for finding in document.findings)
    used = actions.pics(session, row.workshop_id)
    named = [row.workshop.owner_name, row.workshop.pic_name, *now, *used]
    return list(dict.fromkeys(name for name in named if name))
