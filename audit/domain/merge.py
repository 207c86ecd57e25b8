"""Two edits of the same audit become one document: three ways, field by field.

What only one side changed is taken. What both changed to different values stays as the
server has it, and the pair is kept as a conflict for a person: no clock decides.
"""

import operator
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from audit.domain.conflicts import Joining, Sides, resolved
from audit.domain.document import Document, Finding
from audit.domain.paths import (
    ABSENT,
    LISTED,
    LISTS,
    decided,
    listed,
    place,
    ruled,
    values,
    with_value,
)

Entry = TypeVar("Entry")
DAYS = ("audited_on", "next_visit_on")


class Outcome(NamedTuple):
    """What to take from the client, and the paths on which both sides are right."""

    taken: dict[str, Any]
    clashes: list[str]


def merge(base: Document, server: Document, client: Document, sides: Sides) -> Document:
    """The server's document with all that the client changed since `base`.

    What the rule sets is the server's; it is to be computed again afterwards.
    """
    start = with_entries(base, server, client)
    outcome = compared(base, start, client)
    merged = start
    for path, held in outcome.taken.items():
        merged = with_value(merged, path, held)
    joining = Joining(base, server, client, sides)
    return replace(merged, conflicts=joining.joined(merged, outcome.clashes))


def with_entries(base: Document, server: Document, client: Document) -> Document:
    """The server's document with the findings, actions and points that either side has.

    A finding that only the client's rule made is left to the server's rule.
    """
    known = by_id(base).keys() | by_id(server).keys()
    told = {key: f for key, f in by_id(client).items() if key in known or decided(f)}
    findings = entries(by_id(base), by_id(server), told, same_finding)
    carried, points = (
        entries(listed(base, part), listed(server, part), listed(client, part), operator.eq)
        for part in LISTED
    )
    return replace(server, findings=findings, carried=carried, points=points or msgspec.UNSET)


def by_id(document: Document) -> dict[UUID, Finding]:
    """The findings by their id."""
    return {finding.id: finding for finding in document.findings}


def same_finding(one: Finding, other: Finding) -> bool:
    """Whether people decided the same about a finding; the rest is the rule's."""
    return decided(one) == decided(other)


def entries(
    base: Mapping[UUID, Entry],
    server: Mapping[UUID, Entry],
    client: Mapping[UUID, Entry],
    same: Callable[[Entry, Entry], bool],
) -> tuple[Entry, ...]:
    """Entries of both sides; one that a side dropped stays where the other changed it."""

    def changed(key: UUID, entry: Entry) -> bool:
        return key not in base or not same(base[key], entry)

    kept: list[Entry] = []
    for key in dict.fromkeys([*server, *client]):
        theirs, mine = server.get(key), client.get(key)
        if theirs and mine:
            kept.append(theirs)
        elif (own := theirs or mine) and changed(key, own):
            kept.append(own)
    return tuple(kept)


def compared(base: Document, server: Document, client: Document) -> Outcome:
    """What the client changed, path by path, beside what the server has."""
    was, theirs, mine = values(base), values(server), values(client)
    my_say, their_say = resolved(base, client), resolved(base, server)
    gone = missing(server, client)
    outcome = Outcome({}, [])
    for path in dict.fromkeys([*theirs, *mine, *was]):
        before, stored, sent = (held.get(path, ABSENT) for held in (was, theirs, mine))
        untouched = sent == before and path not in my_say
        if stored == sent or untouched or place(path).key in gone:
            continue
        if stored == before and path not in their_say:
            outcome.taken[path] = sent
        elif place(path).field in LISTS:
            outcome.taken[path] = joined(before, stored, sent)
        elif ruled(path) and ABSENT in (stored, sent):
            outcome.taken[path] = sent if stored is ABSENT else stored
        else:
            outcome.clashes.append(path)
    return apart(outcome, server, client)


def missing(server: Document, client: Document) -> Collection[str]:
    """Keys of entries that the client dropped and that stay all the same."""
    return {str(key) for key in keys(server) - keys(client)}


def keys(document: Document) -> set[UUID]:
    """What the entries of a document are about: findings, actions, points."""
    return {*by_id(document)}.union(*(listed(document, part) for part in LISTED))


def joined(before: Any, stored: Any, sent: Any) -> tuple[str, ...]:
    """A set that both sides changed: what either added joins, what either dropped goes."""
    old, theirs, mine = (() if held is ABSENT else held for held in (before, stored, sent))
    kept = [one for one in theirs if one in mine or one not in old]
    return tuple(dict.fromkeys([*kept, *(one for one in mine if one not in old)]))


def apart(outcome: Outcome, server: Document, client: Document) -> Outcome:
    """The outcome with both days left to a person where they do not fit together.

    Each side had its next visit after its audit; the day of one may come before the other's.
    """
    audited, visits = (possible(day, outcome, server, client) for day in DAYS)
    if all(visit is None or visit >= max(audited) for visit in visits):
        return outcome
    unlike = [day for day in DAYS if getattr(server, day) != getattr(client, day)]
    taken = {path: held for path, held in outcome.taken.items() if path not in DAYS}
    return Outcome(taken, list(dict.fromkeys([*outcome.clashes, *unlike])))


def possible(day: str, outcome: Outcome, server: Document, client: Document) -> list[date]:
    """The days that the merged audit can have, once a person decided."""
    mine, theirs = getattr(client, day), getattr(server, day)
    return (
        [mine] if day in outcome.taken else [theirs, mine] if day in outcome.clashes else [theirs]
    )
