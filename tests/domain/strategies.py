"""Audits as Hypothesis makes them up: any scores, any findings, edited anywhere."""

from datetime import date

from hypothesis import strategies as st

from audit.domain.document import Answer, Document, Finding, PlannedAction
from audit.domain.findings import PRIORITIES
from audit.domain.instrument import MAX_SCORE
from audit.domain.scoring import Score
from tests.domain.makers import a_document, an_instrument, uuid7

IKM = an_instrument()
CODES = tuple(IKM.by_code)
EDITS = ("text", "area", "priority", "due_on", "cost", "action_text", "chosen", "declined")

nilai = st.integers(0, MAX_SCORE)
any_score: st.SearchStrategy[Score] = st.one_of(nilai, st.just("na"), st.none())
words = st.sampled_from(["", "Palu di lantai", "Pak Slamet"])
edits = st.lists(st.sampled_from(EDITS), unique=True).map(tuple)


def sheets(score: st.SearchStrategy[Score] = any_score) -> st.SearchStrategy[dict[str, Score]]:
    """Scores of any audit, some items left out."""
    return st.dictionaries(st.sampled_from(CODES), score)


def whole(score: st.SearchStrategy[Score]) -> st.SearchStrategy[dict[str, Score]]:
    """Scores of an audit in which every item has one."""
    return st.fixed_dictionaries({code: score for code in CODES})


mostly_scored = whole(st.one_of(nilai, nilai, nilai, nilai, any_score))


@st.composite
def findings(draw: st.DrawFn) -> tuple[Finding, ...]:
    """Findings as people leave them: of any item, edited anywhere, some of one item."""
    items = draw(st.lists(st.sampled_from(CODES), max_size=12))
    return tuple(draw(a_findings(item, number)) for number, item in enumerate(items, 10))


@st.composite
def a_findings(draw: st.DrawFn, item: str, number: int) -> Finding:
    action = PlannedAction(
        text=draw(words),
        root_cause=draw(words),
        pic=draw(words),
        due_on=draw(st.sampled_from([None, date(2026, 12, 1)])),
        priority=draw(st.sampled_from(PRIORITIES)),
        cost=draw(st.sampled_from(["tanpa", "kecil", "perlu-anggaran"])),
        chosen=draw(st.booleans()),
    )
    return Finding(
        id=uuid7(number),
        item=item,
        area=draw(words),
        text=draw(words),
        no_photo_reason=draw(words),
        declined=draw(st.booleans()),
        edited=draw(edits),
        action=action,
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Drafts with findings that may or may not fit their nilai."""
    scores = draw(sheets())
    answers = {code: Answer(score=score, note=draw(words)) for code, score in scores.items()}
    return a_document(answers=answers, findings=draw(findings()), k3=draw(st.booleans()))
