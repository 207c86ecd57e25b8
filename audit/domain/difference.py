"""What changed from one version of an audit to the next, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from audit.domain.document import Document, Finding

SAME_ALWAYS = {"schema", "id", "instrument", "type", "workshop", "mentor"}
"""Parts that no edit changes."""

NOT_TOLD = {"conflicts", "revision", "revision_reason", "number", "findings"}
"""Parts that are told elsewhere; findings are compared one by one."""

BOOKKEEPING = {"id", "item", "edited"}
"""Fields of a finding that say nothing about the workshop."""


@dataclass(frozen=True)
class Change:
    """One field that differs, as plain values; None where there was or is nothing.

    `part` is a name of the document, `subject` the item, action or person within it;
    an empty `field` means that the whole entry came or went.
    """

    part: str
    subject: str
    field: str
    old: Any
    new: Any


def difference(old: Document, new: Document) -> tuple[Change, ...]:
    """Every field that differs: answers, findings, then the rest of the audit."""
    before, after = plain(old), plain(new)
    parts = [part for part in after if part not in SAME_ALWAYS | NOT_TOLD | {"answers"}]
    return (
        *entries("answers", before["answers"], after["answers"]),
        *findings(old, new),
        *(change for part in parts for change in leaves(part, "", before[part], after[part])),
    )


def plain(document: Document) -> dict[str, Any]:
    """The document as plain values, with what is carried by its action.

    Photo points are told on the page of a re-check, picture beside picture.
    """
    values: dict[str, Any] = msgspec.to_builtins(document)
    values.pop("points", None)
    values["carried"] = {
        entry["action"]: {"found": entry["found"], "note": entry["note"]}
        for entry in values["carried"]
    }
    return values


def entries(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """What differs in a table of entries, pillars in their order and K3 last."""
    for code in sorted({*old, *new}, key=lambda code: (code.startswith("K"), code)):
        before, after = old.get(code, {}), new.get(code, {})
        for field in dict.fromkeys([*after, *before]):
            yield from differing(part, code, field, before.get(field), after.get(field))


def findings(old: Document, new: Document) -> Iterator[Change]:
    """What differs in findings; one that came or went is told by its text."""
    before, after = {f.id: f for f in old.findings}, {f.id: f for f in new.findings}
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        subject = (now or was or new.findings[0]).item
        if was is None or now is None:
            yield Change("findings", subject, "", was and said(was), now and said(now))
        else:
            yield from leaves("findings", subject, told(was), told(now))


def said(finding: Finding) -> str:
    """What a finding says, or asks for."""
    return finding.text or finding.action.text


def told(finding: Finding) -> dict[str, Any]:
    """The fields of a finding that a reader understands."""
    values: dict[str, Any] = msgspec.to_builtins(finding)
    return {name: value for name, value in values.items() if name not in BOOKKEEPING}


def leaves(part: str, subject: str, old: Any, new: Any, field: str = "") -> Iterator[Change]:
    """What differs in two values, however deep they are."""
    if not isinstance(old, dict) and not isinstance(new, dict):
        yield from differing(part, subject, field, old, new)
        return
    before, after = old or {}, new or {}
    for name in dict.fromkeys([*after, *before]):
        path = f"{field}.{name}" if field else name
        yield from leaves(part, subject, before.get(name), after.get(name), path)


def differing(part: str, subject: str, field: str, old: Any, new: Any) -> Iterator[Change]:
    """One change, unless both values look the same."""
    if blank(old) != blank(new):
        yield Change(part, subject, field, blank(old), blank(new))


def blank(value: Any) -> Any:
    """The value; an empty text or list and a "no" look like nothing. A nilai of 0 is something."""
    return None if value is False or value in ("", [], ()) else value
