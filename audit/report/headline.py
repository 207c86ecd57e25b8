"""The one number of an audit: its total, its band, and how far it moved."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.comparison import Comparison, compare
from audit.domain.document import Document
from audit.domain.history import PastAudit
from audit.domain.instrument import Instrument
from audit.domain.scoring import Scorecard, scorecard, shown
from audit.report.inputs import ReportInput
from audit.report.labels import band_word
from audit.report.words import Words


@dataclass(frozen=True)
class Change:
    """How the total moved against one earlier audit; read the three texts in a row."""

    strong: Annotated[str, "naik 28,6 / turun 3,0 / tetap / acuan awal"]
    rest: Annotated[str, "dari acuan awal / dari audit lalu (47,1)"]
    pair: Annotated[str, "(25,2 menjadi 53,8 pada 34 butir yang sama), or nothing"]
    direction: Annotated[str, "up, down, same, first, or none when it can't be compared"]
    common: Annotated[str, "Items scored in both of those there are: 34/35"]

    @property
    def sentence(self) -> str:
        """The whole change as one sentence."""
        return " ".join(text for text in (self.strong, self.rest, self.pair) if text)


@dataclass(frozen=True)
class Headline:
    """The one number of an audit and what belongs beside it."""

    state: Annotated[str, "final, live (draft, sementara) or none"]
    total: Annotated[str, "The number as shown: 55,0; a dash for none"]
    band: Annotated[str, "Word of the band, or nothing"]
    note: Annotated[str, "sementara · 10 dari 35 butir / belum dapat dihitung: ..., or nothing"]
    target: Annotated[str, "target 75"]
    changes: Annotated[tuple[Change, ...], "Against the last audit, then the baseline"]


def headline(words: Words, context: ReportInput) -> Headline:
    """The number, its band and its changes; a draft shows what is rated so far."""
    document = context.document
    card = scorecard(context.instrument, document.scores)
    final = document.status == "final"
    total = card.total if final else card.total_live
    return Headline(
        state="none" if total is None else "final" if final else "live",
        total=shown(total, words.language),
        band=band_word(words, card.band) if final else "",
        note=final_note(words, context.instrument, card) if final else live_note(words, card),
        target=words.gettext("target %(target)d", target=context.target),
        changes=changes(words, context),
    )


def live_note(words: Words, card: Scorecard) -> str:
    """Said under the number of a draft."""
    return words.gettext("sementara · %(rated)d dari %(of)d butir", rated=card.rated, of=card.of)


def final_note(words: Words, instrument: Instrument, card: Scorecard) -> str:
    """Said under a dash: which pillars lack data; nothing when there is a total."""
    lacking = [p.title.of(words.language) for p in instrument.common if not has(card, p.code)]
    if not lacking:
        return ""
    return words.gettext(
        "belum dapat dihitung: data kurang pada %(pillars)s", pillars=words.listed(lacking)
    )


def has(card: Scorecard, code: str) -> bool:
    """Whether a pillar has a final percent."""
    return card.common[code].final is not None


def changes(words: Words, context: ReportInput) -> tuple[Change, ...]:
    """Against the last audit and the baseline, which may be one and the same."""
    _ = words.gettext
    last, first = context.previous, context.first
    if first is None and last is None:
        return (Change(_("Acuan awal"), _("untuk audit berikutnya"), "", "first", ""),)
    found = []
    if last and (first is None or last.id != first.id):
        found.append(change(words, context.instrument, last, context.document, _("audit lalu")))
    if first:
        found.append(change(words, context.instrument, first, context.document, _("acuan awal")))
    return tuple(found)


def change(
    words: Words, instrument: Instrument, old: Document | PastAudit, new: Document, since: str
) -> Change:
    """How the total moved since `old`, over the items that both audits scored."""
    _ = words.gettext
    if old.instrument != new.instrument:
        return Change(_("Belum dapat dibandingkan"), _("dengan %(audit)s", audit=since), *NO_PAIR)
    made = compare(instrument, old.scores, new.scores)
    common = f"{made.comparable}/{made.of}"
    if made.total_change is None:
        rest = _("dengan %(audit)s", audit=since)
        return Change(_("Belum dapat dibandingkan"), rest, "", "none", common)
    whole = made.comparable == made.of
    strong, direction = moved(words, made)
    then = f" ({shown(made.old.total, words.language)})" if whole else ""
    rest = _("dari %(audit)s", audit=since) + then
    return Change(strong, rest, "" if whole else pair(words, made), direction, common)


NO_PAIR = ("", "none", "")


def moved(words: Words, made: Comparison) -> tuple[str, str]:
    """ "naik 7,9" and its direction."""
    _ = words.gettext
    by = made.total_change
    if not by:
        return _("tetap"), "same"
    points = shown(abs(by), words.language)
    if by > 0:
        return _("naik %(points)s", points=points), "up"
    return _("turun %(points)s", points=points), "down"


def pair(words: Words, made: Comparison) -> str:
    """The two totals over the common items that a change comes from."""
    return words.gettext(
        "(%(old)s menjadi %(new)s pada %(count)d butir yang sama)",
        old=shown(made.old.total, words.language),
        new=shown(made.new.total, words.language),
        count=made.comparable,
    )
