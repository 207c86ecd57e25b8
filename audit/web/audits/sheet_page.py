"""What the page of the rating sheet shows: values, no rows but those of actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from audit.domain import red_tags
from audit.domain.document import Answer, Document
from audit.domain.instrument import Instrument, Item, Pillar, Text
from audit.domain.red_tags import Totals
from audit.domain.scoring import PillarScore, Scorecard, scorecard
from audit.instruments import load
from audit.storage.actions import Action
from audit.web.audits.sheet_conflicts import Question, questions
from audit.web.audits.sheet_past import Past, Proposal

FOLLOW_UP = "R5.6"
"""The item whose nilai the app proposes from its own records."""


@dataclass(frozen=True)
class ItemPage:
    """One item: its texts, what the last audit said, what is open from earlier ones."""

    item: Item
    hint: Text | None
    last: Answer | None
    repeat: int
    action: str | None
    open: tuple[Action, ...]
    proposal: Proposal | None
    red_tags: Totals | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class PillarPage:
    """One pillar with its live score, and the code of the one that follows."""

    pillar: Pillar
    score: PillarScore
    items: tuple[ItemPage, ...]
    following: Pillar | None

    @property
    def not_applicable(self) -> int:
        """Items of this pillar that are rated as not applicable."""
        return self.score.rated - self.score.scored


@dataclass(frozen=True)
class SheetPage:
    """The whole sheet of one audit."""

    document: Document
    stored_at: datetime
    ordinal: int
    card: Scorecard
    pillars: tuple[PillarPage, ...]
    elsewhere: tuple[Action, ...]

    @property
    def gap(self) -> str | None:
        """Code of the first item without a nilai."""
        codes = (entry.item.code for pillar in self.pillars for entry in pillar.items)
        return next((c for c in codes if self.document.answer(c).score is None), None)

    def current(self, wrong: str | None) -> PillarPage:
        """The pillar to open first: the one of a wrong item, else the first with a gap."""
        wanted = (wrong or self.gap or "").partition(".")[0]
        return next((p for p in self.pillars if p.pillar.code == wanted), self.pillars[0])


def sheet_page(document: Document, stored_at: datetime, past: Past) -> SheetPage:
    """Draw the page of one audit together."""
    instrument = load(document.instrument)
    card = scorecard(instrument, document.scores)
    codes = {item.code for item in instrument.items(k3=document.k3)}
    return SheetPage(
        document=document,
        stored_at=stored_at,
        ordinal=len(past.audits) + 1,
        card=card,
        pillars=tuple(pillar_pages(instrument, document, card, past)),
        elsewhere=tuple(action for action in past.open if action.item not in codes),
    )


def pillar_pages(
    instrument: Instrument, document: Document, card: Scorecard, past: Past
) -> Iterator[PillarPage]:
    """The pillars of this audit, K3 only where it is asked for."""
    shown = [pillar for pillar in instrument.pillars if document.k3 or not pillar.apart]
    for pillar, following in zip(shown, [*shown[1:], None], strict=True):
        score = {**card.common, **card.apart}[pillar.code]
        items = tuple(item_page(item, document, past) for item in pillar.items)
        yield PillarPage(pillar, score, items, following)


def item_page(item: Item, document: Document, past: Past) -> ItemPage:
    """One item with all that stands beside it."""
    return ItemPage(
        item=item,
        hint=item.hints.get(document.workshop.sector),
        last=past.last(item.code),
        repeat=past.repeat(item.code),
        action=own_action(item.code, document),
        open=tuple(action for action in past.open if action.item == item.code),
        proposal=past.proposal if item.code == FOLLOW_UP else None,
        red_tags=past.red_tags if item.code == red_tags.ITEM else None,
        questions=asked(item, document),
    )


def asked(item: Item, document: Document) -> tuple[Question, ...]:
    """The conflicts of an item; at the first one also those that have no item here."""
    own = [item.code]
    if item.code == next(iter(load(document.instrument).by_code)):
        codes = {shown.code for shown in load(document.instrument).items(k3=document.k3)}
        own += sorted({conflict.item for conflict in document.conflicts} - codes)
    return tuple(question for code in own for question in questions(document, code))


def own_action(code: str, document: Document) -> str | None:
    """The action that a person wrote for an item, where it differs from the proposed one."""
    return next(
        (f.action.text for f in document.findings if f.item == code and "action_text" in f.edited),
        None,
    )
