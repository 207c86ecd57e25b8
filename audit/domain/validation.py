"""Rules of a document that its types cannot hold: the instrument, the day, the ids."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from audit.domain.document import MAX_DOCUMENT, Conflict, Document, canonical
from audit.domain.faults import Fault, fault, faults_of
from audit.domain.finalising import blocks, too_many_chosen
from audit.domain.findings import DECLINABLE, proposes
from audit.domain.instrument import Instrument
from audit.domain.paths import LISTS, kind, place, read
from audit.domain.ranking import MOST_PRAISES
from audit.domain.rechecks import strange_parts

__all__ = ["Fault", "check", "faults_of"]


def check(document: Document, instrument: Instrument, today: date) -> tuple[Fault, ...]:
    """Every rule that the document breaks; a draft is never refused for being incomplete."""
    return (
        *strange_parts(document),
        *unknown_items(document, instrument),
        *wrong_praises(document),
        *wrong_findings(document),
        *wrong_ids(document),
        *repeated_points(document),
        *wrong_dates(document, today),
        *wrong_status(document, instrument),
        *wrong_conflicts(document, instrument),
        *unstorable(document),
    )


def unknown_items(document: Document, instrument: Instrument) -> Iterator[Fault]:
    """Items that the instrument does not have."""
    named = {f"answers.{code}": code for code in document.answers}
    named |= {f"findings.{n}.item": f.item for n, f in enumerate(document.findings)}
    named |= {f"praises.{n}": code for n, code in enumerate(document.praises)}
    for field, code in named.items():
        if code not in instrument.by_code:
            yield Fault(field, "unknown_item")


def wrong_praises(document: Document) -> Iterator[Fault]:
    """More praises than the report has room for, or one twice."""
    if len(document.praises) > MOST_PRAISES:
        yield Fault("praises", "too_many")
    for number in repeated(document.praises):
        yield Fault(f"praises.{number}", "duplicate")


def wrong_findings(document: Document) -> Iterator[Fault]:
    """Ids used twice, and findings declined where that is not allowed."""
    for number in repeated([finding.id for finding in document.findings]):
        yield Fault(f"findings.{number}.id", "duplicate")
    for number, finding in enumerate(document.findings):
        score = document.answer(finding.item).score
        if finding.declined and proposes(score) and score != DECLINABLE:
            yield Fault(f"findings.{number}.declined", "not_declinable")


def wrong_ids(document: Document) -> Iterator[Fault]:
    """Ids that are no UUIDv7, which would not sort by time."""
    named = {"id": document.id, "workshop.id": document.workshop.id}
    named["mentor.id"] = document.mentor.id
    named |= {f"findings.{n}.id": f.id for n, f in enumerate(document.findings)}
    named |= {f"carried.{n}.action": c.action for n, c in enumerate(document.carried)}
    named |= {f"points.{n}.point": p.point for n, p in enumerate(document.points_seen)}
    for field, value in named.items():
        if value.version != 7:
            yield Fault(field, "not_uuid7")


def repeated_points(document: Document) -> Iterator[Fault]:
    """Photo points that were seen twice."""
    for number in repeated([entry.point for entry in document.points_seen]):
        yield Fault(f"points.{number}.point", "duplicate")


def wrong_dates(document: Document, today: date) -> Iterator[Fault]:
    """An audit that is yet to come, or a next visit ahead of it."""
    # One day of grace, for a tablet east of the server or with a clock that is ahead.
    if document.audited_on > today + timedelta(days=1):
        yield Fault("audited_on", "in_future")
    if document.next_visit_on and document.next_visit_on < document.audited_on:
        yield Fault("next_visit_on", "before_audit")


def wrong_status(document: Document, instrument: Instrument) -> Iterator[Fault]:
    """A final audit that is not complete, or a draft with a revision."""
    if document.status == "draft" and document.revision != 0:
        yield Fault("revision", "revision")
    if document.status == "final" and blocks(document, instrument):
        yield Fault("status", "incomplete")
    if document.status == "final" and too_many_chosen(document):
        yield Fault("findings", "too_many_chosen")


def wrong_conflicts(document: Document, instrument: Instrument) -> Iterator[Fault]:
    """Conflicts about no field of this audit, or with values that their field can't hold."""
    for number in repeated([conflict.path for conflict in document.conflicts]):
        yield Fault(f"conflicts.{number}.path", "duplicate")
    for number, conflict in enumerate(document.conflicts):
        spot = place(conflict.path)
        if kind(conflict.path) is None or spot.field in LISTS:
            yield Fault(f"conflicts.{number}.path", "unknown_field")
        elif spot.part == "answers" and spot.key not in instrument.by_code:
            yield Fault(f"conflicts.{number}.path", "unknown_item")
        else:
            yield from wrong_sides(number, conflict)


def wrong_sides(number: int, conflict: Conflict) -> Iterator[Fault]:
    """Values of one conflict that do not fit where they would go."""
    for place_of_side, side in enumerate(conflict.sides):
        try:
            read(conflict.path, side.value)
        except msgspec.ValidationError as error:
            yield fault(str(error), f"conflicts.{number}.sides.{place_of_side}.value")


def unstorable(document: Document) -> Iterator[Fault]:
    """What no database keeps, a NUL; and what the API would not take back."""
    data = canonical(document)
    if rb"\u0000" in data:
        yield Fault("document", "unprintable")
    if len(data) > MAX_DOCUMENT:
        yield Fault("document", "too_large")


def repeated(values: Sequence[object]) -> Iterator[int]:
    """Positions of values that came before."""
    for number, value in enumerate(values):
        if value in values[:number]:
            yield number
