"""Photo points in the document of a re-check become the series of each point."""

from typing import Any
from uuid import UUID

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document, PointSeen
from audit.storage import photo_points, uploads
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photo_points import PhotoPoint
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from audit.usecases.errors import BlockedError, InvalidError
from tests.factories import a_document, a_workshop, stored
from tests.usecases.rechecks import a_point, begun, row
from tests.usecases.visits import on

SHA, OTHER = "a" * 64, "b" * 64


def a_recheck(workshop: Workshop, mentor: User, *points: PointSeen) -> Document:
    """A re-check as a tablet sends it."""
    return a_document(workshop, mentor, type="recheck", points=points, audited_on=on(0))


def sent(mentor: User, last: Saved, *points: PointSeen, **more: Any) -> Saved:
    """The next edit of a re-check."""
    return stored(mentor, replace(last.document, points=points, **more), last.version)


def seen(session: Session, recheck: UUID) -> list[tuple[UUID, str | None, str | None]]:
    """The rows of a visit: point, its photo, how it should be seen."""
    session.rollback()
    return [
        (one.point_id, one.sha256, one.reference) for one in photo_points.seen(session, recheck)
    ]


def test_a_photo_of_a_point_joins_its_series(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop
) -> None:
    point = a_point(mentor, workshop)

    saved = stored(mentor, a_recheck(workshop, mentor, PointSeen(point=point, photos=(SHA, OTHER))))

    assert seen(session, saved.document.id) == [(point, OTHER, None)]
    assert session.get_one(PhotoPoint, point).photo == OTHER
    assert uploads.readable(session, people["coordinator"], [SHA, OTHER]) == {SHA, OTHER}


def test_the_reference_stays_that_of_the_day_when_the_visit_is_sent_again(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    point = a_point(mentor, workshop)
    look = PointSeen(point=point, photos=(SHA,))
    first = stored(mentor, a_recheck(workshop, mentor, look))

    sent(mentor, first, look, met_with="pemilik")

    assert seen(session, first.document.id) == [(point, SHA, None)]


def test_a_photo_that_was_dropped_leaves_the_series(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    point = a_point(mentor, workshop)
    first = stored(mentor, a_recheck(workshop, mentor, PointSeen(point=point, photos=(SHA,))))

    sent(mentor, first, PointSeen(point=point))

    assert seen(session, first.document.id) == []


def test_a_point_can_be_set_up_where_there_is_no_signal(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    there, new = a_point(mentor, workshop), new_id()
    look = PointSeen(point=new, name=" Gudang cat ", photos=(SHA,))

    saved = stored(mentor, a_recheck(workshop, mentor, look))
    sent(mentor, saved, look, met_with="pemilik")

    session.rollback()
    walk = photo_points.of_workshop(session, workshop.id)
    assert [(p.id, p.place, p.name, p.photo) for p in walk] == [
        (there, 1, "Rak alat", None),
        (new, 2, "Gudang cat", SHA),
    ]


@pytest.mark.parametrize("case", ["unknown", "nameless", "elsewhere"])
def test_a_point_of_nobody_or_of_others_is_refused(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop, case: str
) -> None:
    elsewhere = a_point(mentor, a_workshop(people["mentor2"]))
    looks = {
        "unknown": PointSeen(point=new_id(), photos=(SHA,)),
        "nameless": PointSeen(point=new_id(), name="  ", photos=(SHA,)),
        "elsewhere": PointSeen(point=elsewhere, name="Rak alat", photos=(SHA,)),
    }

    with pytest.raises(InvalidError) as refused:
        stored(mentor, a_recheck(workshop, mentor, looks[case]))

    assert [(f.field, f.code) for f in refused.value.faults] == [
        ("points.0.point", "unknown_point")
    ]


def test_a_tablet_that_saw_points_alone_may_end_the_visit(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    left, point = a_point(mentor, workshop), a_point(mentor, workshop, "Pintu")
    empty = stored(mentor, a_recheck(workshop, mentor))
    with pytest.raises(BlockedError) as refused:
        sent(mentor, empty, status="final", revision=1)
    assert [one.kind for one in refused.value.missing] == ["nothing_seen"]

    look = PointSeen(point=point, photos=(SHA,))
    ended = sent(mentor, empty, look, status="final", revision=1)

    assert ended.document.number == "CEK-2026-0001"
    assert set(seen(session, ended.document.id)) == {(left, None, None), (point, SHA, None)}


def test_two_tablets_add_up_at_one_point(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    point = a_point(mentor, workshop)
    first = stored(mentor, a_recheck(workshop, mentor))
    sent(mentor, first, PointSeen(point=point, photos=(SHA,)))

    merged = sent(mentor, first, PointSeen(point=point, photos=(OTHER,)))

    assert merged.document.points_seen == (PointSeen(point=point, photos=(SHA, OTHER)),)
    assert not merged.document.conflicts


def test_no_document_has_an_empty_list_of_points(mentor: User, workshop: Workshop) -> None:
    recheck = begun(mentor, workshop)

    saved = stored(mentor, replace(row(recheck).read(), met_with="PIC", points=()), 1)

    assert saved.document.points is UNSET
    assert "points" not in row(recheck).document
