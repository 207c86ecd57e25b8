"""Two audits of one workshop beside each other, and all of them on a line.

``compare_page(CompareInput) -> ComparePage`` is the one way to it; the compare
screen and its PDF receive the same.
"""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.comparison import compare
from audit.domain.history import PastAudit
from audit.report.changes import PhotoPair, change_groups, photo_pairs
from audit.report.headline import Change, change
from audit.report.inputs import CompareInput, Letterhead
from audit.report.items import ItemGroup
from audit.report.pictures import WIDE, Pictures, pictures
from audit.report.pillars import common_rows
from audit.report.texts import LINE, short
from audit.report.timeline import Side, Timeline, gap_closed, in_order, side, timeline
from audit.report.words import Words, words


@dataclass(frozen=True)
class Totals:
    """How the total moved."""

    change: Annotated[Change, "From old to new"]
    since_first: Annotated[Change | None, "From the baseline to new; None when that is old"]
    common: Annotated[str, "pada 34 butir yang sama"]
    gap_closed: Annotated[str, "57,4: percent of the way from baseline to target; or nothing"]


@dataclass(frozen=True)
class ComparePage:
    """Everything that is shown of a comparison, in words."""

    language: Annotated[str, "id or en"]
    letterhead: Annotated[Letterhead, "Who sends it"]
    workshop: Annotated[str, "CV Kurnia Teknik"]
    address: Annotated[str, "Mojosongo, Jebres, Surakarta"]
    running: Annotated[str, "At the foot of each page"]
    isoday: Annotated[str, "Day of the newer audit, for metadata"]
    old: Annotated[Side, "Compared from"]
    new: Annotated[Side, "Compared to"]
    other_mentor: Annotated[bool, "The two audits were rated by different people"]
    totals: Annotated[Totals, "How the total moved"]
    charts: Annotated[Pictures, "Pillars over the common items"]
    timeline: Annotated[Timeline, "Every audit on a line"]
    groups: Annotated[tuple[ItemGroup, ...], "Items: fallen, risen, same, not compared"]
    pairs: Annotated[tuple[PhotoPair, ...], "Photos of the same item in both"]


def compare_page(context: CompareInput) -> ComparePage:
    """Say a comparison in words and charts, in the language asked for."""
    w, old, new, instrument = words(context.language), context.old, context.new, context.instrument
    audits = in_order(context)
    return ComparePage(
        language=w.language,
        letterhead=context.letterhead,
        workshop=new.workshop.name,
        address=context.address or new.workshop.city,
        running=short(new.workshop.name, LINE),
        isoday=new.audited_on.isoformat(),
        old=side(w, instrument, audits, old),
        new=side(w, instrument, audits, new),
        other_mentor=old.mentor.id != new.mentor.id,
        totals=totals(w, context, audits),
        charts=charts(w, context),
        timeline=timeline(w, instrument, audits, context.target),
        groups=change_groups(w, instrument, old, new),
        pairs=photo_pairs(w, instrument, old, new),
    )


def totals(w: Words, context: CompareInput, audits: tuple[PastAudit, ...]) -> Totals:
    """How the total moved from the chosen audit, and from the baseline."""
    instrument, old, new, first = context.instrument, context.old, context.new, audits[0]
    since = w.gettext("acuan awal")
    short_since = since if old.id == first.id else w.short_day(old.audited_on, 0)
    between = first.id in (old.id, new.id)
    count = compare(instrument, old.scores, new.scores).comparable
    return Totals(
        change=change(w, instrument, old, new, short_since),
        since_first=None if between else change(w, instrument, first, new, since),
        common=w.gettext("pada %(count)d butir yang sama", count=count),
        gap_closed=gap_closed(w, instrument, first, new, context.target),
    )


def charts(w: Words, context: CompareInput) -> Pictures:
    """Radar and bars over the items that both audits scored."""
    instrument = context.instrument
    made = compare(instrument, context.old.scores, context.new.scores)
    apart = instrument.apart if context.old.k3 and context.new.k3 else ()
    return pictures(
        w, common_rows(w, instrument.common, made), common_rows(w, apart, made), context.old, WIDE
    )
