"""The findings of an audit by area, most urgent first, each with its photos."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Document, Finding
from audit.domain.instrument import Instrument
from audit.domain.ranking import ranked
from audit.report.actions import action_text
from audit.report.labels import cost_word, priority_word, repeat_words, score_word
from audit.report.texts import joined
from audit.report.words import Words


@dataclass(frozen=True)
class FindingCard:
    """One finding with its action and photos."""

    code: Annotated[str, "R4.3"]
    title: Annotated[str, "Title of the item"]
    score: Annotated[str, "Score of the item: 0-4"]
    text: Annotated[str, "What was found"]
    action: Annotated[str, "What to do"]
    root_cause: Annotated[str, "Why it happens, or nothing"]
    facts: Annotated[str, "tinggi · berulang 5 kali · tanpa biaya"]
    who: Annotated[str, "Kepala bengkel · 1 Des, or nothing"]
    chosen: Annotated[bool, "Among the actions on the first page"]
    photos: Annotated[tuple[str, ...], "Photos by SHA-256"]
    no_photo: Annotated[str, "Why there is no photo, or nothing"]


@dataclass(frozen=True)
class AreaFindings:
    """The findings of one area of the workshop."""

    name: Annotated[str, "Produksi"]
    findings: Annotated[tuple[FindingCard, ...], "Most urgent first"]


@dataclass(frozen=True)
class PhotoStrip:
    """Photos of an item that is no finding."""

    code: Annotated[str, "R1.6"]
    title: Annotated[str, "Title of the item"]
    photos: Annotated[tuple[str, ...], "Photos by SHA-256"]


def findings_by_area(
    words: Words, document: Document, instrument: Instrument
) -> tuple[AreaFindings, ...]:
    """Areas in the order of the document, then areas it does not list, then none."""
    standing = in_order(document, instrument)
    areas = dict.fromkeys([*document.areas, *sorted({f.area for f in standing if f.area}), ""])
    grouped = [(area, [f for f in standing if f.area == area]) for area in areas]
    bearers = photo_bearers(standing, document)
    return tuple(
        AreaFindings(
            area or words.gettext("Seluruh bengkel"),
            tuple(card(words, document, instrument, f, f in bearers) for f in found),
        )
        for area, found in grouped
        if found
    )


def in_order(document: Document, instrument: Instrument) -> tuple[Finding, ...]:
    """Every finding that was not declined: those the rule ranks, then the rest."""
    first = ranked(document.findings, document.scores, instrument)
    rest = (f for f in document.findings if not f.declined and f not in first)
    return (*first, *rest)


def photo_bearers(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The one finding of each item that prints its photos: that of the same area, or the first."""
    chosen: dict[str, Finding] = {}
    for finding in findings:
        same_area = finding.area == document.answer(finding.item).area
        if finding.item not in chosen or same_area:
            chosen[finding.item] = finding
    return list(chosen.values())


def card(
    words: Words, document: Document, instrument: Instrument, finding: Finding, bears_photos: bool
) -> FindingCard:
    """One finding as printed."""
    item, action = instrument.by_code.get(finding.item), finding.action
    answer = document.answer(finding.item)
    photos = answer.photos if bears_photos else ()
    return FindingCard(
        code=finding.item,
        title=item.title.of(words.language) if item else "",
        score=score_word(answer.score),
        text=finding.text,
        action=action_text(words, finding, instrument),
        root_cause=action.root_cause,
        facts=facts(words, finding),
        who=joined(action.pic, due(words, finding, document)),
        chosen=action.chosen,
        photos=photos,
        no_photo=finding.no_photo_reason if not photos else "",
    )


def facts(words: Words, finding: Finding) -> str:
    """ "tinggi · berulang 5 kali · tanpa biaya"."""
    action = finding.action
    return joined(
        priority_word(words, action.priority),
        repeat_words(words, finding.repeat),
        cost_word(words, action.cost),
    )


def due(words: Words, finding: Finding, document: Document) -> str:
    """The day by which an action is due, or nothing."""
    day = finding.action.due_on
    return words.short_day(day, document.audited_on.year) if day else ""


def other_photos(
    words: Words, document: Document, instrument: Instrument
) -> tuple[PhotoStrip, ...]:
    """Photos of items without a finding: proof of what is good; none gets lost in print."""
    found = {finding.item for finding in document.findings if not finding.declined}
    return tuple(
        PhotoStrip(item.code, item.title.of(words.language), document.answer(item.code).photos)
        for item in instrument.items(k3=document.k3)
        if item.code not in found and document.answer(item.code).photos
    )
