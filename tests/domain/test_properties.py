"""What holds for all audits, not only for those of the vectors."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.domain.comparison import compare
from audit.domain.document import Answer, Document, Finding
from audit.domain.findings import refreshed
from audit.domain.instrument import COSTS
from audit.domain.ranking import choose, chosen, if_done, rank_key, top_five
from audit.domain.scoring import ENOUGH, Score, Scores, rounded, scorecard
from tests.domain.strategies import CODES, IKM, documents, mostly_scored, nilai, sheets, whole

COMMON = tuple(item.code for item in IKM.items(k3=False))


def typed(finding: Finding) -> dict[str, Any]:
    """What a person put into a finding, by name."""
    action = finding.action
    values = {
        "text": finding.text,
        "area": finding.area,
        "action_text": action.text,
        "priority": action.priority,
        "due_on": action.due_on,
        "cost": action.cost,
        "chosen": action.chosen,
    }
    edited = {name: value for name, value in values.items() if name in finding.edited}
    free = {"pic": action.pic, "cause": action.root_cause, "photo": finding.no_photo_reason}
    return edited | {name: value for name, value in free.items() if value}


def fresh(document: Document) -> tuple[Finding, ...]:
    return refreshed(document.findings, document, IKM, [])


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_answers_never_matters(scores: dict[str, Score], random: Any) -> None:
    shuffled = list(scores.items())
    random.shuffle(shuffled)

    assert scorecard(IKM, dict(shuffled)) == scorecard(IKM, scores)


@given(mostly_scored, st.sampled_from(CODES), nilai)
def test_raising_one_nilai_never_lowers_a_percent(
    scores: dict[str, Score], code: str, better: int
) -> None:
    old = scores[code]
    raised = scores | {code: max(old, better) if isinstance(old, int) else old}
    before, after = scorecard(IKM, scores), scorecard(IKM, raised)

    for side in ("common", "apart"):
        for pillar, was in getattr(before, side).items():
            now = getattr(after, side)[pillar]
            assert not_less(now.live, was.live)
            assert not_less(now.final, was.final)
    assert not_less(after.total, before.total)
    assert not_less(after.total_live, before.total_live)


def not_less(new: Fraction | None, old: Fraction | None) -> bool:
    return new == old if new is None or old is None else new >= old


@given(mostly_scored)
def test_a_total_and_a_band_exist_only_where_every_pillar_has_enough_scored_items(
    scores: dict[str, Score],
) -> None:
    card = scorecard(IKM, scores)
    scored = [
        sum(isinstance(scores[item.code], int) for item in pillar.items) for pillar in IKM.common
    ]
    enough = all(count >= ENOUGH for count in scored)

    assert (card.total is not None) is (card.band is not None) is enough
    assert card.total_live is None or 0 <= card.total_live <= 100


@given(whole(nilai))
def test_live_and_final_agree_once_everything_is_scored(scores: dict[str, Score]) -> None:
    card = scorecard(IKM, scores)

    assert card.total == card.total_live
    assert card.rated == card.of


@given(mostly_scored, mostly_scored)
def test_the_change_there_and_back_is_opposite(old: Scores, new: Scores) -> None:
    there, back = compare(IKM, old, new), compare(IKM, new, old)

    assert there.comparable == back.comparable
    assert opposite(there.total_change, back.total_change)
    for pillar in IKM.pillars:
        assert opposite(there.pillar_change(pillar.code), back.pillar_change(pillar.code))


def opposite(one: Decimal | None, other: Decimal | None) -> bool:
    return one == other if one is None or other is None else one == -other


@given(documents())
def test_refreshing_twice_changes_nothing(document: Document) -> None:
    once = fresh(document)

    assert fresh(replace(document, findings=once)) == once


@given(documents(), st.lists(sheets(), max_size=3))
def test_nothing_that_a_person_typed_is_lost_whatever_the_nilai_does(
    document: Document, later: list[Mapping[str, Score]]
) -> None:
    before = {finding.id: typed(finding) for finding in document.findings}

    for scores in ({}, *later):
        document = replace(document, findings=fresh(document))
        answers = {code: Answer(score=score) for code, score in scores.items()}
        document = replace(document, answers=answers)
    after = {finding.id: typed(finding) for finding in fresh(document)}

    assert {key: value for key, value in before.items() if value}.items() <= after.items()


@given(documents())
def test_every_low_item_has_a_finding_that_stands_unless_a_person_declined_it(
    document: Document,
) -> None:
    current = fresh(document)

    for item in IKM.items(k3=document.k3):
        score = document.answer(item.code).score
        own = [finding for finding in current if finding.item == item.code]
        standing = [finding for finding in own if not finding.declined]
        if isinstance(score, int) and score < 3:
            assert own and (standing or score == 2)
        else:
            assert not standing


@given(documents())
def test_the_top_five_are_at_most_five_in_order_and_none_is_better(document: Document) -> None:
    current = fresh(document)
    scores = document.scores
    top = top_five(current, scores, IKM)
    keys = sorted(
        rank_key(finding, IKM.by_code[finding.item], score)
        for finding in current
        if not finding.declined and isinstance(score := scores.get(finding.item), int)
    )

    assert len(top) == min(5, len(keys))
    assert [(key[4], key[5]) for key in keys[:5]] == [
        (code.partition(".")[0], int(code.partition(".")[2])) for code in top
    ]


@given(documents())
def test_the_rule_fills_five_places_and_takes_none_from_a_person(document: Document) -> None:
    current = fresh(document)
    standing = [finding for finding in current if not finding.declined]
    mine = [f for f in standing if "chosen" in f.edited]
    places = sum(finding.action.chosen for finding in mine)
    free = len(standing) - len(mine)

    assert choose(current, document.scores, IKM) == current
    named = chosen(current, document.scores, IKM)
    assert len(named) == max(places, min(5, places + free))


@given(mostly_scored, st.lists(st.sampled_from(CODES)))
def test_finishing_actions_never_lowers_the_total(scores: Scores, items: list[str]) -> None:
    total, promised = scorecard(IKM, scores).total, if_done(IKM, scores, items)

    assert not_less(promised, total)
    assert if_done(IKM, scores, [c for c in items if c in COMMON]) == promised


@given(st.fractions(min_value=-100, max_value=100, max_denominator=10_000))
def test_rounding_is_that_of_the_decimal_module(value: Fraction) -> None:
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        expected = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)

    assert rounded(value) == expected


@given(st.integers(-1000, 1000))
def test_every_half_is_rounded_away_from_zero(tenths: int) -> None:
    half = Fraction(2 * tenths + (1 if tenths >= 0 else -1), 20)

    assert rounded(half) == Decimal(tenths + (1 if tenths >= 0 else -1)) / 10


@given(documents())
def test_due_dates_of_the_rule_lie_3_to_30_days_ahead(document: Document) -> None:
    for finding in fresh(document):
        due = finding.action.due_on
        if not finding.declined and "due_on" not in finding.edited:
            assert due is not None
            days = timedelta(3), timedelta(30)
            assert days[0] <= due - document.audited_on <= days[1]
        assert finding.action.cost in COSTS
