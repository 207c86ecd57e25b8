"""Read an instrument from TOML; a fault names the file, the item and the reason."""

import re
import tomllib
from collections.abc import Iterable

from audit.domain.instrument import (
    COSTS,
    LANGUAGES,
    MAX_SCORE,
    SECTORS,
    Case,
    Instrument,
    Item,
    Pillar,
    Text,
)
from audit.domain.tables import InstrumentError, Table

__all__ = ["InstrumentError", "parse"]

MAX_CASE_TEXT = 500
"""Characters of what a case saw; makers read it, no tablet has to show it."""

LEAST_CASES = 4
LEAST_LEVELS_IN_CASES = 3


def parse(text: str, source: str) -> Instrument:
    """Read an instrument from the text of the TOML file called `source`.

    :raise InstrumentError: for the first thing that is missing, unknown or wrong
    """
    try:
        top = Table(tomllib.loads(text), source)
    except tomllib.TOMLDecodeError as error:
        raise InstrumentError(f"{source}: not TOML: {error}") from error
    top.only("instrument", "pillar")
    head = top.table("instrument")
    head.only("code", "version", "title")
    pillars = tuple(read_pillar(table) for table in top.tables("pillar"))
    refuse_twins(top, [pillar.code for pillar in pillars])
    refuse_twins(top, [item.code for pillar in pillars for item in pillar.items])
    return Instrument(
        code=coded(head, r"[a-z0-9]+(-[a-z0-9]+)*"),
        version=head.number("version", least=1),
        title=read_text(head.table("title")),
        pillars=pillars,
    )


def read_pillar(table: Table) -> Pillar:
    """Read one pillar with its items."""
    code = coded(table, "[A-Z][0-9]")
    named = table.at(code)
    named.only("code", "title", "apart", "item")
    return Pillar(
        code=code,
        title=read_text(named.table("title")),
        apart=named.flag("apart"),
        items=tuple(read_item(item, code) for item in named.tables("item")),
    )


def read_item(table: Table, pillar: str) -> Item:
    """Read one item of the pillar with code `pillar`."""
    code = coded(table, r"[A-Z][0-9]\.[0-9]{1,2}")
    named = table.at(code)
    named.only("code", "critical", "title", "check", "level", "action", "cost", "hint", "case")
    if code.partition(".")[0] != pillar:
        raise named.fault(f"does not belong to pillar {pillar}")
    return Item(
        code=code,
        critical=named.flag("critical"),
        title=read_text(named.table("title")),
        check=read_text(named.table("check")),
        levels=read_levels(named.table("level")),
        action=read_text(named.table("action")),
        cost=named.word("cost", COSTS),
        hints=read_hints(named.table("hint")),
        cases=read_cases(named),
    )


def coded(table: Table, pattern: str) -> str:
    """The code of a table, if it looks as codes of its kind do."""
    code = table.text("code")
    if not re.fullmatch(pattern, code):
        raise table.fault(f"has the wrong code '{code}'")
    return code


def read_text(table: Table) -> Text:
    """Read one text in both languages of the interface."""
    table.only(*LANGUAGES)
    return Text(id=table.text("id"), en=table.text("en"))


def read_levels(table: Table) -> tuple[Text, ...]:
    """Read the five level sentences, 0 first."""
    levels = [str(level) for level in range(MAX_SCORE + 1)]
    table.only(*levels)
    return tuple(read_text(table.table(level)) for level in levels)


def read_hints(table: Table) -> dict[str, Text]:
    """Read what to look for in each sector; every sector has a hint."""
    table.only(*SECTORS)
    return {sector: read_text(table.table(sector)) for sector in SECTORS}


def read_cases(item: Table) -> tuple[Case, ...]:
    """Read what auditors saw; the cases of an item must try several of its levels."""
    cases = tuple(read_case(case) for case in item.tables("case"))
    if len(cases) < LEAST_CASES:
        raise item.fault(f"has {len(cases)} cases, at least {LEAST_CASES} are needed")
    levels = len({case.score for case in cases})
    if levels < LEAST_LEVELS_IN_CASES:
        raise item.fault(
            f"has cases of {levels} levels, at least {LEAST_LEVELS_IN_CASES} are needed"
        )
    return cases


def read_case(table: Table) -> Case:
    """Read one case, in Indonesian only."""
    table.only("seen", "score")
    return Case(
        seen=table.text("seen", MAX_CASE_TEXT),
        score=table.number("score", least=0, most=MAX_SCORE),
    )


def refuse_twins(top: Table, codes: Iterable[str]) -> None:
    """Refuse a code that is used twice."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise top.at(code).fault("is there twice")
        seen.add(code)
