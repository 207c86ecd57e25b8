"""What a run left behind, counted: nothing may be lost, doubled, half written or different."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import rfc8785

Json = dict[str, Any]


class Said(NamedTuple):
    """A value that somebody entered; `sure` once the screen said that it is kept."""

    who: str
    audit: str
    path: str
    value: Any
    sure: bool = True


@dataclass(frozen=True)
class Version:
    """One stored version; `sent` is the document as it came, where the server changed it."""

    number: int
    operation: str
    sha256: str
    text: str
    document: Json
    sent: Json | None = None


@dataclass
class Evidence:
    """All that is looked at."""

    said: list[Said]
    server: dict[str, list[Version]]
    """Stored versions by audit, oldest first."""
    photos: dict[str, bytes | None]
    """What the server gives for each photo that somebody entered or a document names."""
    tablets: dict[str, dict[str, Json]]
    """The records of each tablet, by audit."""
    begun: int = 0
    """How many audits there must be."""


@dataclass
class Verdict:
    """One sentence for each thing that is wrong."""

    missing: list[str] = field(default_factory=list)
    duplicate: list[str] = field(default_factory=list)
    half_written: list[str] = field(default_factory=list)
    wrong_hash: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not any(vars(self).values())

    def __str__(self) -> str:
        return ", ".join(
            f"{kind.replace('_', ' ')} {len(found)}" for kind, found in vars(self).items()
        )

    def lines(self) -> Iterator[str]:
        """Every sentence with its kind."""
        for kind, found in vars(self).items():
            yield from (f"{kind.replace('_', ' ')}: {sentence}" for sentence in found)


def judge(evidence: Evidence) -> Verdict:
    """Look at everything."""
    return Verdict(
        missing=list(missing(evidence)),
        duplicate=list(duplicate(evidence)),
        half_written=list(half_written(evidence)),
        wrong_hash=list(wrong_hash(evidence)),
        unequal=list(unequal(evidence)),
    )


# ---- Missing


def missing(evidence: Evidence) -> Iterator[str]:
    """Values that were kept on a screen and are nowhere."""
    by_path: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in evidence.said:
        by_path[said.audit, said.path].append(said)
    for (audit, path), sayings in by_path.items():
        versions = evidence.server.get(audit)
        if not versions:
            yield f"audit {audit} is not on the server: {sayings}"
        elif path.endswith(".photos"):
            yield from missing_photos(versions[-1].document, path, sayings)
        else:
            yield from missing_values(versions, path, sayings)


def missing_photos(document: Json, path: str, sayings: list[Said]) -> Iterator[str]:
    """Nobody drops a photo, so each one is in the document."""
    there = value_at(document, path) or []
    yield from (str(said) for said in sayings if said.sure and said.value not in there)


def missing_values(versions: list[Version], path: str, sayings: list[Said]) -> Iterator[str]:
    """The last value of each hand is somewhere; that of a lone hand is the one in force."""
    hands = {said.who for said in sayings}
    now = versions[-1].document
    known = {key(value) for version in versions for value in all_values(version, path)}
    for who in hands:
        last, open_ones = final_words([said for said in sayings if said.who == who])
        good = {key(said.value) for said in [*last, *open_ones]}
        if not last:
            continue
        if not good & known:
            yield f"{last[0]} is nowhere"
        elif len(hands) == 1 and key(value_at(now, path)) not in good:
            yield f"{last[0]} gave way to {value_at(now, path)!r}, which nobody entered"


def final_words(sayings: list[Said]) -> tuple[list[Said], list[Said]]:
    """The last saying that is sure, and the unsure ones after it."""
    sure = [number for number, said in enumerate(sayings) if said.sure]
    return ([sayings[sure[-1]]], sayings[sure[-1] + 1 :]) if sure else ([], sayings)


def all_values(version: Version, path: str) -> Iterator[Any]:
    """What a version holds at a path, in either side of a conflict, or as it was sent."""
    for document in (version.document, version.sent):
        if document is not None:
            yield value_at(document, path)
            yield from conflict_values(document, path)


def conflict_values(document: Json, path: str) -> Iterator[Any]:
    for conflict in document["conflicts"]:
        if conflict["path"] == path:
            yield from (side["value"] for side in conflict["sides"])


def value_at(document: Json, path: str) -> Any:
    """`answers.R1.1.score` of a document; item codes have a dot of their own."""
    area, _, rest = path.partition(".")
    code, _, part = rest.rpartition(".")
    return document[area].get(code, {}).get(part)


def key(value: Any) -> str:
    return repr(value)


# ---- Duplicate


def duplicate(evidence: Evidence) -> Iterator[str]:
    """What is there twice."""
    if len(evidence.server) != evidence.begun:
        yield f"{len(evidence.server)} audits where {evidence.begun} were begun"
    versions = [one for history in evidence.server.values() for one in history]
    yield from twice("operation", (one.operation for one in versions))
    for audit, history in evidence.server.items():
        document = history[-1].document
        yield from twice(f"finding of {audit}", (one["id"] for one in document["findings"]))
        yield from twice(
            f"finding's item of {audit}", (one["item"] for one in document["findings"])
        )
        for code, answer in document["answers"].items():
            yield from twice(f"photo of {audit} {code}", answer["photos"])
        yield from conflicts_of_one(evidence, audit, document)


def twice(what: str, names: Iterable[str]) -> Iterator[str]:
    counted = Counter(names)
    yield from (f"{what} {name}: {count} times" for name, count in counted.items() if count > 1)


def conflicts_of_one(evidence: Evidence, audit: str, document: Json) -> Iterator[str]:
    """Nobody can be of two minds with himself."""
    for conflict in document["conflicts"]:
        hands = {
            said.who
            for said in evidence.said
            if (said.audit, said.path) == (audit, conflict["path"])
        }
        if len(hands) < 2:
            yield f"{audit} {conflict} although only {hands} entered something there"


# ---- Half written, wrong hash


def half_written(evidence: Evidence) -> Iterator[str]:
    """Versions that are not what their hash says, or not one after the other; photos in part."""
    for audit, history in evidence.server.items():
        numbers = [version.number for version in history]
        if numbers != list(range(1, len(history) + 1)):
            yield f"versions of {audit}: {numbers}"
        for version in history:
            if hashlib.sha256(version.text.encode()).hexdigest() != version.sha256:
                yield f"version {version.number} of {audit} is not what its hash says"
    yield from (
        f"photo {sha} is not on the server" for sha, data in evidence.photos.items() if data is None
    )


def wrong_hash(evidence: Evidence) -> Iterator[str]:
    """Photos whose bytes are others than their name says."""
    for sha, data in evidence.photos.items():
        if data is not None and hashlib.sha256(data).hexdigest() != sha:
            yield f"photo {sha}"


# ---- Unequal


def unequal(evidence: Evidence) -> Iterator[str]:
    """Tablets that hold something else than the server, or still wait with something."""
    for name, records in evidence.tablets.items():
        for audit, record in records.items():
            if record["sending"] or record["edits"] > record["synced"]:
                yield f"{name} still waits with {audit}: {record['trouble']}"
            history = evidence.server.get(audit)
            if history and plain(record["document"]) != plain(history[-1].document):
                parts = difference(record["document"], history[-1].document)
                yield f"{name} differs in {audit}: {parts}"


def plain(document: Json) -> bytes:
    return rfc8785.dumps(document)


def difference(one: Json, other: Json) -> dict[str, Any]:
    """The parts of two documents that are not the same."""
    names = one.keys() | other.keys()
    return {
        name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)
    }
