"""The questionnaire on paper, for a visit without a tablet: boxes to tick, lines to write on.

``blank_sheet(BlankInput) -> BlankSheet`` is the one way to it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from audit.domain.instrument import Instrument, Item, Pillar
from audit.report.heading import instrument_name
from audit.report.words import words


@dataclass(frozen=True)
class BlankInput:
    """A questionnaire to fill in by hand."""

    instrument: Annotated[Instrument, "The questionnaire"]
    sector: Annotated[str, "Whose hints are printed; nothing prints none"]
    today: Annotated[date, "Day of the print, for metadata"]
    language: Annotated[str, "id or en"] = "id"


@dataclass(frozen=True)
class BlankItem:
    """One item with a box at each level."""

    code: Annotated[str, "R1.1"]
    title: Annotated[str, "What is rated"]
    critical: Annotated[bool, "At 0 or 1 a critical finding"]
    check: Annotated[str, "How to check it, and where to look in this sector"]
    levels: Annotated[tuple[str, ...], "The sentences of 0 to 4"]


@dataclass(frozen=True)
class BlankPillar:
    """Items that are scored together."""

    code: Annotated[str, "R1"]
    title: Annotated[str, "Ringkas; nothing where the code is the name"]
    apart: Annotated[bool, "Reported apart, K3"]
    items: Annotated[tuple[BlankItem, ...], "In the order of the sheet"]


@dataclass(frozen=True)
class BlankSheet:
    """Everything that is printed."""

    language: Annotated[str, "id or en"]
    instrument: Annotated[str, "5R untuk IKM, versi 1"]
    isoday: Annotated[str, "For metadata"]
    pillars: Annotated[tuple[BlankPillar, ...], "K3 last"]


def blank_sheet(context: BlankInput) -> BlankSheet:
    """Say a questionnaire in the language asked for."""
    w = words(context.language)
    instrument = context.instrument
    return BlankSheet(
        language=w.language,
        instrument=instrument_name(w, instrument),
        isoday=context.today.isoformat(),
        pillars=tuple(
            pillar(one, context.sector, w.language)
            for one in (*instrument.common, *instrument.apart)
        ),
    )


def pillar(found: Pillar, sector: str, language: str) -> BlankPillar:
    """One pillar with its items."""
    title = found.title.of(language)
    return BlankPillar(
        code=found.code,
        title="" if title == found.code else title,
        apart=found.apart,
        items=tuple(item(one, sector, language) for one in found.items),
    )


def item(found: Item, sector: str, language: str) -> BlankItem:
    """One item with its sentences."""
    hint = found.hints.get(sector)
    told = [found.check, hint] if hint else [found.check]
    return BlankItem(
        code=found.code,
        title=found.title.of(language),
        critical=found.critical,
        check=" ".join(text.of(language) for text in told),
        levels=tuple(level.of(language) for level in found.levels),
    )
