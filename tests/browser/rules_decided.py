"""What the server's own rules decide about a visit, as the JSON that the tablet would give."""

from collections.abc import Mapping
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from audit.domain import amending, finalising, ranking, scoring
from audit.domain.bootstrap import WorkshopEntry
from audit.domain.document import Document
from audit.domain.findings import refreshed
from audit.domain.revising import Change
from audit.storage.actions import Action
from audit.storage.bootstrap import Past
from audit.storage.workshops import Workshop
from audit.usecases import follow_up, settling
from audit.usecases.bootstrap import Left, entry
from audit.usecases.closing import Closing
from audit.web.api.instruments import sheet
from tests.browser.rules_past import SHEETS
from tests.browser.rules_visits import Visit

Json = dict[str, Any]


def instrument_json(name: str) -> Json:
    """A questionnaire as the API gives it."""
    return as_json(sheet(SHEETS[name]))


def told(visit: Visit) -> Json:
    """The visit as a tablet has it: documents, and its workshop as the bootstrap tells it."""
    last = visit.past[-1] if visit.past else None
    past = as_json(workshop_entry(visit)) | {"last": last and {"scores": last.scores}}
    given = {name: getattr(visit, name) for name in ("document", "before", "changes")}
    return as_json(given | {"past": past, "photos_missing": visit.photos_missing})


def workshop_entry(visit: Visit) -> WorkshopEntry:
    """What the bootstrap makes of the past, but for the last document."""
    workshop = Workshop(id=visit.document.workshop.id, name="CV Kurnia Teknik", areas=[])
    left = Left(
        history=[Past(audit.id, audit.found) for audit in visit.past],
        newest=None,
        actions=visit.agreed,
        proven=frozenset(action.id for action in visit.agreed if proven(action)),
        pics=(),
        tags=None,
        points=(),
    )
    return entry(workshop, left, target=75)


def proven(action: Action) -> bool:
    """Whether it was closed with a note or a photo."""
    closings = [step for step in action.steps if step.to_state == "closed"]
    return any(step.note.strip() or step.photos for step in closings)


def decided(visit: Visit) -> Json:
    """Everything that both sides decide, by name."""
    document, instrument = visit.document, visit.instrument
    scores, last = document.scores, visit.past[-1].scores if visit.past else None
    closing = a_closing(visit)
    findings = refreshed(
        document.findings, document, instrument, [audit.found for audit in visit.past]
    )
    items = [finding.item for finding in document.findings]
    score, closed, of = proposed(visit)
    made = {
        "amended": amending.amended(document, visit.changes),
        "draft": settled(visit, document, "edit"),
        "final": settled(visit, final(document), "finalise"),
    }
    answers = {
        # All answers stay; they are most of the bytes of a document, so compare the rest.
        **{name: msgspec.structs.replace(one, answers={}) for name, one in made.items()},
        "kept": [one.answers == document.answers for one in made.values()],
        "findings": findings,
        "ranked": [f.id for f in ranking.ranked(document.findings, scores, instrument)],
        "chosen": [f.id for f in closing.chosen],
        "rises": [ranking.rise(code, scores, last) for code in instrument.by_code],
        "praises": ranking.praises(instrument, scores, last),
        "praisable": [item.code for item in closing.praisable()],
        "if_done": exact(ranking.if_done(instrument, scores, items)),
        "promise": exact(closing.if_done),
        "card": a_card(visit),
        "blocks": [
            {name: getattr(one, name) for name in ("kind", "item", "finding", "action")}
            for one in closing.blocks
        ],
        "allowed": [one.kind for one in finalising.allowed(document, visit.photos_missing)],
        "too_many": finalising.too_many_chosen(document),
        "values": amending.values(document),
        "follow_up": {"score": score, "closed": closed, "of": of, "first": not visit.past},
    }
    return as_json(answers)


def as_json(values: object) -> Json:
    """Values as they come out of JSON."""
    read: Json = msgspec.json.decode(msgspec.json.encode(values))
    return read


def final(document: Document) -> Document:
    """The document as a person who finishes it sends it."""
    return msgspec.structs.replace(document, status="final", revision=7, revision_reason="selesai")


def exact(value: Fraction | None) -> list[int] | None:
    """A fraction in lowest terms."""
    return None if value is None else [value.numerator, value.denominator]


def a_card(visit: Visit) -> Json:
    """The scores added up."""
    card = scoring.scorecard(visit.instrument, visit.document.scores)
    pillars = {**card.common, **card.apart}
    return {
        "total": [exact(card.total_live), exact(card.total)],
        "shown": [scoring.shown(card.total_live), scoring.shown(card.total, "en")],
        "band": card.band,
        "counts": [card.rated, card.of],
        "pillars": {
            code: [scoring.shown(p.live), scoring.shown(p.final), p.rated, p.scored, p.of]
            for code, p in pillars.items()
        },
    }


def a_closing(visit: Visit) -> Closing:
    """The end of the visit as its pages show it."""
    missing = frozenset(str(number) for number in range(visit.photos_missing))
    told = workshop_entry(visit).tried
    return Closing(visit.document, visit.instrument, visit.past, (), (), "", missing, told)


class Stored:
    """Storage that holds one visit's past, for use-cases that look it up."""

    def __init__(self, visit: Visit) -> None:
        self.history = lambda *_: visit.past
        self.of_audit = lambda *_: visit.agreed


def settled(visit: Visit, document: Document, step: Change) -> Document:
    """The document as the server would store it."""
    ground: Any = SimpleNamespace(document=visit.before, workshop=document.workshop)
    mentor: Any = document.mentor
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(settling, "audits", Stored(visit))
        patched.setattr(settling, "load", SHEETS.__getitem__)
        return settling.settled(None, mentor, document, ground, step)  # type: ignore[arg-type]


def proposed(visit: Visit) -> tuple[scoring.Score, int, int]:
    """What the server proposes for R5.6."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(follow_up, "audits", Stored(visit))
        patched.setattr(follow_up, "actions", Stored(visit))
        return follow_up.proposed_follow_up(None, visit.document)  # type: ignore[arg-type]


def like_stored(answers: Mapping[str, Any]) -> Json:
    """What the tablet decided, its documents read as the server reads them."""
    names = ("amended", "draft", "final")
    documents = {name: msgspec.convert(answers[name], Document) for name in names}
    return {**answers, **as_json(documents)}
