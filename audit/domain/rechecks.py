"""The quick look between two audits: no sheet, only open actions (and photo points beside them)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from audit.domain.document import Carried, Document, PointSeen
from audit.domain.faults import Fault

SHEET = ("answers", "findings", "praises")
"""Parts of a document that only an audit with a sheet has."""
WALK = ("points",)
"""What only a re-check has."""
PROVEN = ("selesai", "sebagian")
"""Answers that need a photo or a note."""
PARTS = ("found", "note")
"""Fields of an answer that two people can differ on; photos only add up."""


def is_recheck(document: Document) -> bool:
    """Whether the document has no sheet."""
    return document.type == "recheck"


def strange_parts(document: Document) -> Iterator[Fault]:
    """Parts that a re-check must not have, or that only a re-check has."""
    code = "not_in_recheck" if is_recheck(document) else "only_in_recheck"
    for part in SHEET if is_recheck(document) else WALK:
        if getattr(document, part):
            yield Fault(part, code)


def saw_nothing(document: Document) -> bool:
    """Whether no action was answered and no point photographed."""
    return not document.carried and not any(entry.photos for entry in document.points_seen)


def unproven(document: Document) -> tuple[UUID, ...]:
    """The actions that are said to be done, wholly or in part, without a photo or a note."""
    return tuple(
        entry.action
        for entry in document.carried
        if entry.found in PROVEN and not (entry.note.strip() or entry.photos)
    )


def field_name(action: UUID, part: str) -> str:
    """How a field of an answer is called in forms: ``carried-<id>-found``."""
    return f"carried-{action}-{part}"


def values(document: Document) -> dict[str, Any]:
    """What the answers say, by the name of the field."""
    return {
        field_name(entry.action, part): getattr(entry, part)
        for entry in document.carried
        for part in PARTS
    }


def answered(
    document: Document,
    changes: Mapping[str, Any],
    added: Mapping[UUID, Sequence[str]],
    dropped: Mapping[UUID, Collection[str]],
) -> Document:
    """The document with other answers; a note or a photo without its answer is left out.

    :param changes: fields by name
    :param added: photos to add, by action
    :param dropped: photos to leave out, by action
    """
    stored = {entry.action: entry for entry in document.carried}
    named = [action for action in added if action not in stored]
    named += [a for a in new_actions(changes) if a not in stored and a not in named]
    looked = [
        with_changes(action, stored.get(action), changes, added, dropped)
        for action in [*stored, *named]
    ]
    return replace(document, carried=tuple(entry for entry in looked if entry))


def photographed(document: Document, photos: Mapping[UUID, str]) -> Document:
    """The document with one photo at each of these points, in the place of any before."""
    seen = {entry.point: entry for entry in document.points_seen}
    for point, sha256 in photos.items():
        entry = seen.get(point) or PointSeen(point=point)
        seen[point] = replace(entry, photos=(sha256,))
    return replace(document, points=tuple(seen.values()) or msgspec.UNSET)


def new_actions(changes: Mapping[str, Any]) -> list[UUID]:
    """The actions that some changed fields are about."""
    ids = (name.removeprefix("carried-").rpartition("-")[0] for name in changes)
    return list(dict.fromkeys(map(UUID, ids)))


def with_changes(
    action: UUID,
    stored: Carried | None,
    changes: Mapping[str, Any],
    added: Mapping[UUID, Sequence[str]],
    dropped: Mapping[UUID, Collection[str]],
) -> Carried | None:
    """One answer as it is now; None while nothing was chosen."""
    found = changes.get(field_name(action, "found")) or (stored and stored.found)
    if not found:
        return None
    photos = [*(stored.photos if stored else ()), *added.get(action, ())]
    gone = dropped.get(action, ())
    return Carried(
        action=action,
        found=found,
        note=changes.get(field_name(action, "note"), stored.note if stored else ""),
        photos=tuple(dict.fromkeys(sha for sha in photos if sha not in gone)),
    )
