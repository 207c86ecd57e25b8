"""What page one names: at most five actions, up to three praises, and what they promise."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import get_args

from msgspec.structs import replace

from audit.domain.document import Finding, Priority
from audit.domain.instrument import COSTS, STANDARD, Instrument, Item
from audit.domain.scoring import Scores, scorecard

MOST_CHOSEN = 5
MOST_PRAISES = 3

URGENCY: tuple[Priority, ...] = get_args(Priority)

RankKey = tuple[int, int, int, bool, str, int]


def rank_key(finding: Finding, item: Item, score: int) -> RankKey:
    """Smaller comes first: priority, then far from the standard, cheap, R1 to R5, K3, code."""
    pillar, _, number = item.code.partition(".")
    return (
        URGENCY.index(finding.action.priority),
        score - STANDARD,
        COSTS.index(finding.action.cost),
        pillar == "K3",
        pillar,
        int(number),
    )


def ranked(
    findings: Iterable[Finding], scores: Scores, instrument: Instrument
) -> tuple[Finding, ...]:
    """The findings that stand, first things first: not declined, and the item below standard."""
    keyed = []
    for finding in findings:
        item, score = instrument.by_code.get(finding.item), scores.get(finding.item)
        if item and isinstance(score, int) and score < STANDARD and not finding.declined:
            keyed.append((rank_key(finding, item, score), finding))
    # Two findings of one item have equal keys and stay in the order of the document.
    return tuple(finding for _, finding in sorted(keyed, key=lambda pair: pair[0]))


def top_five(
    findings: Iterable[Finding], scores: Scores, instrument: Instrument
) -> tuple[str, ...]:
    """Item codes of the five findings that the rule puts first."""
    return tuple(finding.item for finding in ranked(findings, scores, instrument)[:MOST_CHOSEN])


def chosen(
    findings: Iterable[Finding], scores: Scores, instrument: Instrument
) -> tuple[Finding, ...]:
    """The findings of page one, first things first; a declined one is never among them."""
    return tuple(f for f in ranked(findings, scores, instrument) if f.action.chosen)


def choose(
    findings: Sequence[Finding], scores: Scores, instrument: Instrument
) -> tuple[Finding, ...]:
    """Fill the places that people left free; what a person chose or dropped stays."""
    standing = ranked(findings, scores, instrument)
    free = [finding for finding in standing if "chosen" not in finding.edited]
    taken = sum(finding.action.chosen for finding in standing if "chosen" in finding.edited)
    picked = {finding.id for finding in free[: max(0, MOST_CHOSEN - taken)]}
    return tuple(
        finding
        if "chosen" in finding.edited
        else replace(finding, action=replace(finding.action, chosen=finding.id in picked))
        for finding in findings
    )


def praises(instrument: Instrument, scores: Scores, last: Scores | None) -> tuple[str, ...]:
    """Up to three item codes to praise: good and not fallen; if too few, risen to 2."""
    # Sorting keeps equal items in the order of the sheet, which is the order of codes.
    codes = sorted(
        (item.code for item in instrument.items(k3=False)),
        key=lambda code: (-rise(code, scores, last), -points(code, scores)),
    )
    good = [c for c in codes if points(c, scores) >= STANDARD and rise(c, scores, last) >= 0]
    risen = [c for c in codes if points(c, scores) == 2 and rise(c, scores, last) > 0]
    return tuple([*good, *risen][:MOST_PRAISES])


def points(code: str, scores: Scores) -> int:
    """The nilai of an item, 0 to 4; -1 without one, which earns no praise."""
    score = scores.get(code)
    return score if isinstance(score, int) else -1


def rise(code: str, scores: Scores, last: Scores | None) -> int:
    """Levels gained since the last audit; 0 unless both audits scored the item."""
    old, new = points(code, last or {}), points(code, scores)
    return new - old if old >= 0 and new >= 0 else 0


def if_done(instrument: Instrument, scores: Scores, items: Iterable[str]) -> Fraction | None:
    """The total in percent with each of `items` at the standard or better.

    None when the audit has no total. K3 items move nothing, as they never do.
    """
    lifted = {code: max(points(code, scores), STANDARD) for code in items}
    return scorecard(
        instrument,
        {c: lifted.get(c, s) if isinstance(s, int) else s for c, s in scores.items()},
    ).total
