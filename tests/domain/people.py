"""What people do to an audit on their tablets, as Hypothesis makes it up."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from audit.domain.conflicts import Sides, Who, faced
from audit.domain.document import Carried, Document, Finding, PointSeen, Signature
from audit.domain.findings import PRIORITIES, finding_id
from audit.domain.merge import merge
from audit.domain.paths import KINDS, value, with_value
from tests.domain.makers import NOON, a_document, uuid7

ITEMS = ("R1.1", "R2.1")
ACTIONS = (uuid7(71), uuid7(72))
POINTS = (uuid7(81), uuid7(82))
SHAS = tuple(digit * 64 for digit in "abcd")
DAYS = (date(2026, 11, 20), date(2026, 11, 24), date(2026, 12, 1))
TEXTS = ("", "Palu di lantai", "Pak Slamet", "Rak penuh")
FINDING = finding_id(uuid7(1), "R1.1")
HOT = 4 * (
    "answers.R1.1.score",
    "answers.R1.1.note",
    "audited_on",
    "next_visit_on",
    f"carried.{ACTIONS[0]}.found",
    *(f"findings.{FINDING}.{name}" for name in ("pic", "due_on", "declined", "chosen")),
)
"""Fields that both people like to fill in."""
SIGNATURES = (None, *(Signature(name=name, photo=SHAS[0], at=NOON) for name in TEXTS[2:]))

HELD: dict[str, tuple[Any, ...]] = {
    "score": (0, 1, 2, 3, "na", None),
    "found": ("selesai", "sebagian", "belum"),
    "due_on": (None, *DAYS),
    "priority": PRIORITIES,
    "cost": ("tanpa", "kecil"),
    "chosen": (True, False),
    "declined": (True, False),
    "k3": (True, False),
    "audited_on": DAYS,
    "next_visit_on": (None, *DAYS),
    "praises": ((), ("R1.1",), ("R1.1", "R2.1")),
}
"""Values of the fields that are no texts."""

MINE, THEIRS = Who("Saya", NOON), Who("Dia", NOON)


def sides(mine: Who = MINE) -> Sides:
    """Who gave the values: the sender, and somebody else."""
    return Sides(mine, lambda paths: dict.fromkeys(paths, THEIRS))


def both(base: Document, server: Document, client: Document, by: str = MINE.by) -> Document:
    """The merge as the server stores it, of an edit that `by` sends."""
    mine = Who(by, NOON)
    return faced(merge(base, server, client, sides(mine)), mine)


def paths_of(document: Document) -> list[str]:
    """Every field that somebody could fill in."""
    keys = {
        "answers": ITEMS,
        "findings": [finding.id for finding in document.findings],
        "carried": [carried.action for carried in document.carried],
        "points": [seen.point for seen in document.points_seen],
    }
    return [
        ".".join(filter(None, [part, str(key), field]))
        for part, fields in KINDS.items()
        for key in keys.get(part, [""])
        for field in fields
        if field not in ("photos", "areas")
    ]


@st.composite
def filled_in(draw: st.DrawFn, document: Document) -> Document:
    """One field with another value, even where it is in conflict and stays so."""
    known = paths_of(document)
    path = draw(st.sampled_from([*(hot for hot in HOT if hot in known), *known]))
    field = path.rpartition(".")[2]
    values = SIGNATURES if path.startswith("signatures") else HELD.get(field, TEXTS)
    return with_value(document, path, draw(st.sampled_from(values)))


@st.composite
def photographed(draw: st.DrawFn, document: Document) -> Document:
    """A photo more or less."""
    places = [f"answers.{code}.photos" for code in ITEMS]
    places += [f"points.{seen.point}.photos" for seen in document.points_seen]
    path, sha = draw(st.sampled_from(places)), draw(st.sampled_from(SHAS))
    held = value(document, path)
    wanted = tuple(one for one in held if one != sha) if sha in held else (*held, sha)
    return with_value(document, path, wanted)


@st.composite
def found(draw: st.DrawFn, document: Document) -> Document:
    """A finding, an earlier action or, in a re-check, a photo point that comes or goes."""
    points = ("points",) if document.type == "recheck" else ()
    part = draw(st.sampled_from(("findings", "carried", *points)))
    if part == "points":
        point = draw(st.sampled_from(POINTS))
        kept = tuple(seen for seen in document.points_seen if seen.point != point)
        is_there = len(kept) < len(document.points_seen)
        seen = kept if is_there else (*kept, PointSeen(point=point, photos=SHAS[:1]))
        return replace(document, points=seen or UNSET)
    if part == "findings":
        item = draw(st.sampled_from(ITEMS))
        new = Finding(id=finding_id(document.id, item), item=item)
        left = tuple(f for f in document.findings if f.id != new.id)
        there = len(left) < len(document.findings)
        return replace(document, findings=left if there else (*left, new))
    looked = Carried(
        action=draw(st.sampled_from(ACTIONS)), found=draw(st.sampled_from(HELD["found"]))
    )
    rest = tuple(c for c in document.carried if c.action != looked.action)
    there = len(rest) < len(document.carried)
    return replace(document, carried=rest if there else (*rest, looked))


@st.composite
def decided(draw: st.DrawFn, document: Document) -> Document:
    """A conflict that somebody looked at, with or without another value."""
    if not document.conflicts:
        return document
    gone = draw(st.sampled_from(document.conflicts))
    left = tuple(one for one in document.conflicts if one != gone)
    return replace(draw(filled_in(document)), conflicts=left)


DOINGS: tuple[Callable[[Document], st.SearchStrategy[Document]], ...] = (
    filled_in,
    filled_in,
    filled_in,
    photographed,
    found,
    decided,
)


@st.composite
def edits(draw: st.DrawFn, document: Document, most: int = 8) -> Document:
    """The document after a person worked on it; the two days stay in order."""
    for _ in range(draw(st.integers(most // 2, most))):
        after = draw(draw(st.sampled_from(DOINGS))(document))
        if not after.next_visit_on or after.next_visit_on >= after.audited_on:
            document = after
    return document


@st.composite
def bases(draw: st.DrawFn) -> Document:
    """An audit on which two people worked before, with what they differ on."""
    recheck = draw(st.booleans())
    begun = a_document(
        type="recheck" if recheck else "mentor",
        areas=("Produksi",),
        findings=(Finding(id=FINDING, item="R1.1"),),
        carried=(Carried(action=ACTIONS[0], found="belum"),),
        points=(PointSeen(point=POINTS[0], photos=SHAS[:1]),) if recheck else UNSET,
    )
    first, second = draw(edits(begun)), draw(edits(begun))
    return both(begun, first, second)


@st.composite
def pairs(draw: st.DrawFn, *, agreed: bool = False) -> tuple[Document, Document, Document]:
    """A document, without conflicts where all `agreed`, and what two people make of it."""
    base = draw(bases())
    base = replace(base, conflicts=()) if agreed else base
    return base, draw(edits(base)), draw(edits(base))
