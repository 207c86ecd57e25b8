"""Every field that people fill in, by its path in the document: ``answers.R2.3.score``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, get_type_hints
from uuid import UUID

import msgspec
from msgspec.structs import replace

from audit.domain.amending import ACTION, FINDING, TYPED, amended_finding, finding_values
from audit.domain.document import (
    Answer,
    Carried,
    Document,
    Finding,
    PlannedAction,
    PointSeen,
    Remarks,
    SideValue,
    Signatures,
)

ABSENT: Final[Any] = object()
"""What a path holds that nobody filled in."""

BLANK = ("", None, ())
LISTS = ("photos", "areas")
"""Fields that are sets: what one person adds and another drops goes well together."""

WHOLE = ("met_with", "areas", "k3", "audited_on", "next_visit_on", "praises")


def kinds(struct: type, names: Mapping[str, str]) -> dict[str, Any]:
    """The types of some fields, by what paths call them."""
    hints = get_type_hints(struct, include_extras=True)
    return {name: hints[field] for name, field in names.items()}


def same(*names: str) -> dict[str, str]:
    """Fields that paths call by their own names."""
    return {name: name for name in names}


KINDS: Mapping[str, Mapping[str, Any]] = {
    "": kinds(Document, same(*WHOLE)),
    "answers": kinds(Answer, same("score", "note", "na_reason", "area", "photos")),
    "findings": kinds(Finding, same(*FINDING)) | kinds(PlannedAction, ACTION),
    "carried": kinds(Carried, same("found", "note", "photos")),
    "points": kinds(PointSeen, same("name", "photos")),
    "remarks": kinds(Remarks, same("mentor", "owner", "private")),
    "signatures": kinds(Signatures, same("mentor", "owner", "acknowledged")),
}
"""Fields by the part of the document that they are in, with what they hold."""

KEYED = ("answers", "findings", "carried", "points")

LISTED = {"carried": "action", "points": "point"}
"""Lists of what a visit found, and the field that says of what."""


@dataclass(frozen=True)
class Place:
    """Where a path leads: the part of the document, the entry in it, the field."""

    part: str
    key: str
    field: str


def place(path: str) -> Place:
    """Take a path apart; codes of items have a dot of their own."""
    part, _, rest = path.partition(".")
    if not part or part not in KINDS:
        return Place("", "", path)
    key, _, field = rest.rpartition(".") if part in KEYED else ("", "", rest)
    return Place(part, key, field)


def kind(path: str) -> Any:
    """The type of the field at a path; None for one that no document has."""
    spot = place(path)
    return KINDS[spot.part].get(spot.field)


def values(document: Document) -> dict[str, Any]:
    """All that people filled in, by its path; of findings only what somebody decided."""
    flat = {name: getattr(document, name) for name in WHOLE}
    for part in ("remarks", "signatures"):
        flat |= fields(part, getattr(document, part))
    for code, answer in document.answers.items():
        flat |= fields("answers", answer, code)
    for part in LISTED:
        for key, entry in listed(document, part).items():
            flat |= fields(part, entry, str(key))
    filled = {path: value for path, value in flat.items() if value not in BLANK}
    for finding in document.findings:
        own = decided(finding)
        filled |= {f"findings.{finding.id}.{name}": value for name, value in own.items()}
    return filled


def listed(document: Document, part: str) -> dict[UUID, Any]:
    """The entries of a list by what they are about; none where a document lacks the list."""
    name = LISTED[part]
    return {getattr(entry, name): entry for entry in getattr(document, part) or ()}


def fields(part: str, entry: msgspec.Struct, key: str = "") -> dict[str, Any]:
    """The fields of one entry by their paths."""
    head = f"{part}.{key}." if key else f"{part}."
    return {head + name: getattr(entry, name) for name in KINDS[part]}


def decided(finding: Finding) -> dict[str, Any]:
    """What a person decided about a finding, or typed; the rest is the rule's.

    A finding that is not declined is as the rule has it, whatever `edited` says.
    """
    own = finding_values(finding)
    declined = finding.declined and "declined" in finding.edited
    named = {name: own[name] for name in finding.edited if name in own and name != "declined"}
    named |= {name: own[name] for name in TYPED if own[name]}
    return named | ({"declined": True} if declined else {})


def ruled(path: str) -> bool:
    """Whether the rule fills the field where no person decides it."""
    spot = place(path)
    return spot.part == "findings" and spot.field not in TYPED


def value(document: Document, path: str) -> Any:
    """What the document holds at a path, by whoever; ABSENT where it has no such entry."""
    spot = place(path)
    if spot.part == "answers":
        return getattr(document.answer(spot.key), spot.field)
    if spot.part == "findings":
        named = {str(finding.id): finding for finding in document.findings}
        return finding_values(named[spot.key])[spot.field] if spot.key in named else ABSENT
    if spot.part in LISTED:
        looked = {str(key): entry for key, entry in listed(document, spot.part).items()}
        return getattr(looked[spot.key], spot.field) if spot.key in looked else ABSENT
    return getattr(getattr(document, spot.part) if spot.part else document, spot.field)


def item(document: Document, path: str) -> str:
    """Code of the item that a path is about; empty where it is about none."""
    spot = place(path)
    if spot.part == "findings":
        return next((f.item for f in document.findings if str(f.id) == spot.key), "")
    return spot.key if spot.part == "answers" else ""


def plain(path: str, held: Any) -> SideValue:
    """A value as a side of a conflict has it."""
    shown: SideValue = blank(path) if held is ABSENT else held
    return held.isoformat() if isinstance(held, date) else shown


def blank(path: str) -> Any:
    """What a field holds that nobody filled in."""
    spot = place(path)
    if spot.part == "signatures" or spot.field in ("score", "next_visit_on"):
        return None
    return () if spot.field in (*LISTS, "praises") else ""


def read(path: str, side: SideValue) -> Any:
    """A value of a side as the field at its path holds it.

    :raise msgspec.ValidationError: the field can not hold it
    """
    return msgspec.convert(msgspec.to_builtins(side), kind(path))


def with_value(document: Document, path: str, held: Any) -> Document:
    """The document with another value at a path, as a person gives it."""
    spot = place(path)
    if spot.part == "findings":
        changed = [
            given(finding, spot.field, held) if str(finding.id) == spot.key else finding
            for finding in document.findings
        ]
        return replace(document, findings=tuple(changed))
    change = {spot.field: blank(path) if held is ABSENT else held}
    if spot.part == "answers":
        answer = replace(document.answer(spot.key), **change)
        return replace(document, answers={**document.answers, spot.key: answer})
    if spot.part in LISTED:
        looked = [
            replace(entry, **change) if str(key) == spot.key else entry
            for key, entry in listed(document, spot.part).items()
        ]
        return replace(document, **{spot.part: tuple(looked) or getattr(document, spot.part)})
    if spot.part:
        return replace(document, **{spot.part: replace(getattr(document, spot.part), **change)})
    return replace(document, **change)


def given(finding: Finding, field: str, held: Any) -> Finding:
    """A finding with a field as a person has it; one that nobody decides goes to the rule."""
    if held is not ABSENT:
        return amended_finding(finding, {field: held})
    if field in TYPED:
        return amended_finding(finding, {field: ""})
    edited = tuple(name for name in finding.edited if name != field)
    return replace(finding, declined=finding.declined and field != "declined", edited=edited)
