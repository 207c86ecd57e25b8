"""A printed report brings its audit back, just as it was, or says what is not as it was."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document, Remarks, canonical
from audit.domain.public import public
from audit.extensions import db, photo_store, writing
from audit.report.inside import Inside, opened
from audit.storage import actions, versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.pictures import clean_jpeg
from audit.storage.workshops import Workshop
from audit.usecases.errors import InvalidError
from audit.usecases.importing import ChangedError, Imported, take_in
from audit.usecases.printing import archive_pdf, report_pdf
from tests.closings import a_picture, rated
from tests.elsewhere import elsewhere
from tests.factories import TODAY
from tests.usecases.test_reports import SETTING
from tests.usecases.visits import a_visit, corrected, finished

Away = Callable[[], Any]


@pytest.fixture
def away(empty_database: Path, tmp_path: Path) -> Away:
    """`with away():` is in an empty instance, another one each time."""
    return lambda: elsewhere(empty_database, tmp_path / new_id().hex)


def carried_by(document: Document, photos: dict[str, bytes] | None = None) -> Inside:
    """What a report of this document carries."""
    data = canonical(public(document))
    return Inside(data, sha256(data).hexdigest(), photos or {})


def imported(inside: Inside) -> Imported:
    with writing() as session:
        return take_in(session, photo_store(), inside, TODAY)


def refused(inside: Inside) -> list[str]:
    """The faults for which a document is not stored; nothing is."""
    with pytest.raises(InvalidError) as refusal:
        imported(inside)
    assert db.session.query(Audit).count() == db.session.query(Workshop).count() == 0
    assert db.session.query(User).count() == 0
    return [f"{fault.field}: {fault.code}" for fault in refusal.value.faults]


def row_of(document: Document) -> Audit:
    db.session.rollback()
    return db.session.get_one(Audit, document.id)


@pytest.fixture
def photo() -> bytes:
    return clean_jpeg(a_picture())


@pytest.fixture
def audit(mentor: User, workshop: Workshop, photo: bytes) -> Document:
    """A final audit with a stored photo, another that is still awaited, and a private remark."""
    names = (photo_store().put(photo), "b" * 64)
    remarks = Remarks(owner="Setuju.", private="jangan dibagikan")
    draft = a_visit(workshop, mentor, {"R2.1": 1}, remarks=remarks)
    seen = draft.answers | {"R1.1": Answer(score=3, photos=names)}
    return finished(mentor, replace(draft, answers=seen)).document


def printed(document: Document, folder: Path, *, archive: bool = False) -> Inside:
    """What the printed report of a stored audit carries, read back from its file."""
    pdf = archive_pdf if archive else report_pdf
    file = folder / "laporan.pdf"
    file.write_bytes(pdf(db.session, photo_store(), row_of(document), SETTING))
    return opened(file)


# Back and forth


def test_a_report_restores_audit_workshop_and_mentor(
    audit: Document, away: Away, tmp_path: Path
) -> None:
    inside = printed(audit, tmp_path)

    with away():
        done = imported(inside)
        row = row_of(audit)

        assert (done.verdict, done.kept, done.left_out) == ("unproven", 0, 0)
        assert row.document.encode() == inside.document == canonical(public(audit))
        assert (row.number, row.revision, row.version) == (audit.number, 1, 1)
        assert (row.workshop.id, row.workshop.name) == (audit.workshop.id, audit.workshop.name)
        assert row.workshop.areas == list(audit.areas)
        assert (row.mentor.id, row.mentor.name) == (audit.mentor.id, audit.mentor.name)
        assert (row.mentor.active, row.mentor.password) == (False, None)
        assert photo_store().missing(audit.photo_hashes()) == audit.photo_hashes()


def test_the_restored_audit_prints_what_was_imported(
    audit: Document, away: Away, tmp_path: Path
) -> None:
    inside = printed(audit, tmp_path)

    with away():
        imported(inside)

        assert printed(audit, tmp_path) == inside


def test_an_archive_brings_its_stored_photos_back(
    audit: Document, away: Away, tmp_path: Path, photo: bytes
) -> None:
    inside = printed(audit, tmp_path, archive=True)

    with away():
        done = imported(inside)

        assert (done.kept, done.left_out) == (1, 0)
        assert photo_store().get(sha256(photo).hexdigest()) == photo
        assert photo_store().missing(audit.photo_hashes()) == {"b" * 64}


@pytest.mark.parametrize("wrong", [b"", b"x", b"\xff\xd8\xff"])
def test_a_photo_that_is_not_what_it_promises_is_left_out(
    audit: Document, away: Away, wrong: bytes
) -> None:
    with away():
        done = imported(carried_by(audit, {"b" * 64: wrong}))

        assert (done.kept, done.left_out) == (0, 1)
        assert not photo_store().has("b" * 64)


def test_photos_that_the_audit_does_not_name_are_left_out(
    audit: Document, away: Away, photo: bytes
) -> None:
    other = clean_jpeg(a_picture("red"))
    name = sha256(other).hexdigest()

    with away():
        done = imported(carried_by(audit, {name: other}))

        assert (done.kept, done.left_out) == (0, 1)
        assert not photo_store().has(name)


def test_a_draft_comes_back_as_a_draft(mentor: User, workshop: Workshop, away: Away) -> None:
    draft = rated(mentor, workshop).document

    with away():
        imported(carried_by(draft))

        assert row_of(draft).read() == draft
        assert actions.of_audit(db.session, draft.id) == []


def test_people_and_workshops_that_are_known_stay_as_they_are(
    session: Session, mentor: User, workshop: Workshop, audit: Document
) -> None:
    other = replace(
        audit, id=new_id(), number="AUD-2026-0099", findings=(), answers={}, status="draft"
    )
    other = replace(other, number=None, revision=0, praises=())
    renamed = replace(other, workshop=replace(other.workshop, name="Nama lain"))

    imported(carried_by(renamed))

    row = row_of(renamed)
    assert row.workshop.name == workshop.name
    assert row.mentor.active
    assert row.read().workshop.name == "Nama lain"


def test_numbers_go_on_after_the_restored_ones(audit: Document, away: Away) -> None:
    high = replace(audit, number="AUD-2026-0117")

    with away():
        imported(carried_by(high))
        row = row_of(high)
        more = finished(row.mentor, a_visit(row.workshop, row.mentor, {}, day=40)).document

        assert more.number == "AUD-2026-0118"


# Three fingerprints


def test_an_audit_stored_here_is_the_same_and_nothing_is_stored(
    audit: Document, tmp_path: Path, session: Session
) -> None:
    inside = printed(audit, tmp_path)
    before = list(versions.fingerprints(session, audit.id))

    done = imported(inside)

    assert (done.verdict, done.versions, done.newest) == ("same", (2,), 2)
    assert list(versions.fingerprints(session, audit.id)) == before


def test_a_report_of_an_earlier_revision_is_known_too(mentor: User, workshop: Workshop) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}))
    corrected(mentor, first, met_with="pemilik")

    done = imported(carried_by(first.document))

    assert (done.verdict, done.versions, done.newest) == ("same", (2,), 3)


def test_a_document_that_changed_since_it_was_printed_is_refused(
    audit: Document, away: Away
) -> None:
    inside = carried_by(audit)
    flipped = dataclasses.replace(inside, document=inside.document.replace(b"Setuju.", b"Setuju!"))

    with pytest.raises(ChangedError, match="printed with"):
        imported(flipped)
    with away(), pytest.raises(ChangedError, match="printed with"):
        imported(flipped)


def test_a_forged_report_is_found_out_where_the_audit_is_known(audit: Document, away: Away) -> None:
    forged = carried_by(replace(audit, remarks=Remarks(owner="Tidak setuju.")))

    with pytest.raises(ChangedError, match="stored here"):
        imported(forged)
    with away():
        assert imported(forged).verdict == "unproven"


def test_a_report_printed_before_there_were_fingerprints_is_read(
    audit: Document, away: Away
) -> None:
    old = dataclasses.replace(carried_by(audit), printed=None)

    assert imported(old).verdict == "same"
    with away():
        assert imported(old).verdict == "unproven"


# What is refused


def test_a_document_that_no_report_carries_is_refused(audit: Document, away: Away) -> None:
    private = canonical(audit)
    spaced = canonical(public(audit)).replace(b":", b": ", 1)

    for data in (private, spaced):
        with away(), pytest.raises(ChangedError, match="written as"):
            imported(Inside(data, None, {}))


def test_what_is_no_audit_is_refused(away: Away) -> None:
    with away():
        assert refused(Inside(b"{", None, {})) == ["audit.json: bad_json"]
        assert refused(Inside(b"\xff", None, {})) == ["audit.json: bad_json"]
        assert refused(Inside(b'{"mutu":1}', None, {})) == ["mutu: unknown_field"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"instrument": "5r-ikm@9"}, "instrument: unknown_instrument"),
        ({"audited_on": TODAY + timedelta(days=2)}, "audited_on: in_future"),
        ({"answers": {}}, "status: incomplete"),
        ({"number": None}, "number: wrong_value"),
        ({"number": "AUD-2026-1"}, "number: wrong_value"),
        ({"number": "CEK-2026-0001"}, "number: wrong_value"),
        ({"revision": 0}, "revision: revision"),
        ({"status": "draft", "revision": 0}, "number: wrong_value"),
    ],
)
def test_an_audit_that_breaks_rules_is_refused(
    audit: Document, away: Away, changes: dict[str, Any], fault: str
) -> None:
    with away():
        assert fault in refused(carried_by(replace(audit, **changes)))


def test_a_number_or_a_finding_of_another_audit_is_refused(audit: Document) -> None:
    twin = replace(audit, id=new_id(), remarks=Remarks())
    other = replace(twin, number="AUD-2026-0099")

    with pytest.raises(InvalidError, match="number: taken"):
        imported(carried_by(twin))
    with pytest.raises(InvalidError, match=r"findings\.0\.id: taken"):
        imported(carried_by(other))


# Actions


def test_a_restored_audit_has_its_actions(audit: Document, away: Away) -> None:
    with away():
        imported(carried_by(audit))

        (action,) = actions.of_audit(db.session, audit.id)
        assert (action.id, action.item, action.state) == (audit.findings[0].id, "R2.1", "open")
        assert (action.pic, action.due_on) == ("Kepala bengkel", audit.findings[0].action.due_on)
