"""The rows of pillars: percent now, percent then, and what changed between."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from audit.domain.comparison import Comparison, compare, signed
from audit.domain.document import Document
from audit.domain.instrument import Instrument, Pillar
from audit.domain.scoring import PillarScore, Scorecard, scorecard, shown
from audit.report.words import Words


@dataclass(frozen=True)
class PillarRow:
    """One pillar now and in the audit it is compared with."""

    code: Annotated[str, "R1"]
    name: Annotated[str, "Ringkas"]
    value: Annotated[Fraction | None, "Exact percent now, for charts"]
    shown: Annotated[str, "Percent now as shown"]
    state: Annotated[str, "final, live or none"]
    missing: Annotated[str, "data kurang (draft: belum dinilai), when there is no value"]
    last: Annotated[Fraction | None, "Exact percent then, for charts"]
    last_shown: Annotated[str, "Percent then as shown; nothing when there is no then"]
    change: Annotated[str, "Points over the items scored in both: +10,7; nothing likewise"]
    common: Annotated[str, "Items scored in both of those there are: 7/7; nothing likewise"]


def pillar_rows(
    words: Words,
    instrument: Instrument,
    pillars: Iterable[Pillar],
    new: Document,
    old: Document | None,
) -> tuple[PillarRow, ...]:
    """Each pillar with its own percent in both audits, the change over the common items."""
    made = compare(instrument, old.scores, new.scores) if old else None
    return tuple(
        row(
            words,
            pillar,
            percent(instrument, pillar, new),
            percent(instrument, pillar, old) if old else None,
            made,
            state="final" if new.status == "final" else "live",
        )
        for pillar in pillars
        if new.k3 or not pillar.apart
    )


def common_rows(words: Words, pillars: Iterable[Pillar], made: Comparison) -> tuple[PillarRow, ...]:
    """Each pillar over the items that both audits scored, now and then alike."""
    return tuple(
        row(words, p, of(made.new, p).final, of(made.old, p).final, made, state="final")
        for p in pillars
    )


def row(
    words: Words,
    pillar: Pillar,
    now: Fraction | None,
    then: Fraction | None,
    made: Comparison | None,
    *,
    state: str,
) -> PillarRow:
    """One pillar as shown."""
    return PillarRow(
        code=pillar.code,
        name=pillar.title.of(words.language),
        value=now,
        shown=shown(now, words.language),
        state="none" if now is None else state,
        missing=missing(words, state) if now is None else "",
        last=then,
        last_shown=shown(then, words.language) if made else "",
        change=signed(made.pillar_change(pillar.code), words.language) if made else "",
        common=f"{made.pillar_items[pillar.code]}/{len(pillar.items)}" if made else "",
    )


def missing(words: Words, state: str) -> str:
    """Why there is no percent: a draft may still get one, a final audit won't."""
    return words.gettext("belum dinilai") if state == "live" else words.gettext("data kurang")


def percent(instrument: Instrument, pillar: Pillar, document: Document) -> Fraction | None:
    """Percent of a pillar: final once the audit is, what is rated so far before."""
    score = of(scorecard(instrument, document.scores), pillar)
    return score.final if document.status == "final" else score.live


def of(card: Scorecard, pillar: Pillar) -> PillarScore:
    """The score of one pillar, wherever the card keeps it."""
    return (card.apart if pillar.apart else card.common)[pillar.code]
