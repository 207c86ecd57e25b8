"""Fields with more than one value: who gave them, which is shown, which is still open."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from audit.domain.document import Conflict, Document, Side, SideValue
from audit.domain.paths import ABSENT, item, kind, plain, read, value, with_value


class Who(NamedTuple):
    """The author of a value, and when it was stored."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Sides:
    """Who gave the values: the edit that arrives, and by path those that are stored."""

    mine: Who
    theirs: Callable[[Collection[str]], Mapping[str, Who]]


def side(held: SideValue, who: Who) -> Side:
    """A value with its author; a second is exact enough for people."""
    return Side(value=held, by=who.by, at=who.at.replace(microsecond=0))


def by_path(document: Document) -> Mapping[str, tuple[Side, ...]]:
    """The sides of every open conflict."""
    return {conflict.path: conflict.sides for conflict in document.conflicts}


def undecided(base: Document, own: Document) -> Mapping[str, tuple[Side, ...]]:
    """The conflicts that `own` has, and those that went with the finding they were about."""
    old = by_path(base)
    gone = {path: sides for path, sides in old.items() if value(own, path) is ABSENT}
    return {**gone, **by_path(own)}


def resolved(base: Document, own: Document) -> Collection[str]:
    """Paths on which somebody decided since `base`."""
    return by_path(base).keys() - undecided(base, own).keys()


def conflict(document: Document, path: str, sides: Iterable[Side], who: Who) -> Conflict | None:
    """A conflict with the value that the document holds first; None once all agree.

    :param who: the author of that value, where no side has it
    """
    held = value(document, path)
    if held is ABSENT:
        return None
    now = plain(path, held)
    unlike: dict[SideValue, Side] = {}
    for one in sides:
        unlike.setdefault(one.value, one)
    first = unlike.pop(now, None) or side(now, who)
    rest = tuple(unlike.values())
    return Conflict(path=path, item=item(document, path), sides=(first, *rest)) if rest else None


def faced(document: Document, who: Who) -> Document:
    """The document with conflicts that tell the value it holds now, given by `who`.

    Those with a path that no document has are left for the check.
    """
    if not document.conflicts:
        return document
    told = (
        conflict(document, one.path, one.sides, who) if kind(one.path) else one
        for one in document.conflicts
    )
    return replace(document, conflicts=tuple(one for one in told if one))


def decided(document: Document, path: str, side: SideValue) -> Document:
    """The document with the value that a person chose, and without that conflict."""
    left = tuple(one for one in document.conflicts if one.path != path)
    return replace(with_value(document, path, read(path, side)), conflicts=left)


@dataclass(frozen=True)
class Joining:
    """The open conflicts of three documents, on their way into one list."""

    base: Document
    server: Document
    client: Document
    sides: Sides

    @cached_property
    def known(self) -> tuple[Mapping[str, tuple[Side, ...]], ...]:
        """The conflicts of base, server and client, by path."""
        old = by_path(self.base)
        return old, undecided(self.base, self.server), undecided(self.base, self.client)

    def joined(self, merged: Document, clashes: Collection[str]) -> tuple[Conflict, ...]:
        """What is open in the merged document: the old ones that stay, and the new clashes."""
        _, server, client = self.known
        paths = [p for p in dict.fromkeys([*server, *client, *clashes]) if kind(p)]
        given = {path: self.still_open(path) for path in paths}
        unknown = [p for p in paths if p not in server and (given[p] or p in clashes)]
        theirs = self.sides.theirs(unknown) if unknown else {}
        found = (
            conflict(merged, path, [*given[path], *self.pair(path, theirs, clashes)], who)
            for path in paths
            if (who := self.holder(path, merged, theirs))
        )
        return tuple(one for one in found if one)

    def still_open(self, path: str) -> list[Side]:
        """The sides that nobody has decided about.

        Where one side decided, those are open that came meanwhile: he has not seen them.
        A value that the client typed over since is his no longer.
        """
        old, theirs, mine = (known.get(path, ()) for known in self.known)
        seen, kept = [one.value for one in old], [one.value for one in mine]
        sides = [one for one in theirs if one.value in kept or one.value not in seen]
        sides += [one for one in mine if one.value not in seen]
        before, now = (plain(path, value(document, path)) for document in (self.base, self.client))
        over = (before, self.sides.mine.by) if now != before else None
        return [one for one in sides if (one.value, one.by) != over]

    def pair(self, path: str, theirs: Mapping[str, Who], clashes: Collection[str]) -> list[Side]:
        """Both values of a new clash."""
        if path not in clashes:
            return []
        mine = side(plain(path, value(self.client, path)), self.sides.mine)
        stored = plain(path, value(self.server, path))
        return [side(stored, theirs[path]), mine] if path in theirs else [mine]

    def holder(self, path: str, merged: Document, theirs: Mapping[str, Who]) -> Who:
        """Who gave the value that the merged document holds."""
        held = value(merged, path)
        if held != value(self.server, path):
            return self.sides.mine
        sides = self.known[1].get(path, ())
        known = next((one for one in sides if one.value == plain(path, held)), None)
        return Who(known.by, known.at) if known else theirs.get(path, self.sides.mine)
