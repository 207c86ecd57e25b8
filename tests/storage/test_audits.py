"""Histories in order, what a final audit must have, and what it remembers of its photos."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.document import canonical
from audit.extensions import writing
from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.audits import Audit, AuditPhoto, NoSuchAuditError
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import Workshop
from tests.closings import final
from tests.factories import a_document, a_workshop, stored
from tests.statements import counted

People = dict[str, User]


def a_row(workshop: Workshop, mentor: User, **overrides: Any) -> UUID:
    """A row of a final mentor audit, written past the use-cases."""
    document = a_document(workshop, mentor)
    values: dict[str, Any] = {
        "id": document.id,
        "workshop_id": workshop.id,
        "mentor_id": mentor.id,
        "type": "mentor",
        "instrument": document.instrument,
        "audited_on": document.audited_on,
        "status": "final",
        "number": f"AUD-{document.id.hex[-12:]}",
        "revision": 1,
        "version": 1,
        "document": canonical(document).decode(),
        "scores": {"R1.1": 3},
        "found": ["R2.1"],
    }
    with writing() as session:
        session.add(Audit(**(values | overrides)))
    return document.id


def draft(**overrides: Any) -> dict[str, Any]:
    return {"status": "draft", "number": None, "revision": 0, **overrides}


def test_history_is_ordered_by_date_and_then_id(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    late = a_row(workshop, mentor, audited_on=date(2026, 5, 1))
    first_of_day = a_row(workshop, mentor, audited_on=date(2026, 3, 1))
    second_of_day = a_row(workshop, mentor, audited_on=date(2026, 3, 1))

    history = audits.history(session, workshop.id)

    assert [past.id for past in history] == [first_of_day, second_of_day, late]


def test_history_has_final_audits_of_its_workshop_and_type_only(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    wanted = a_row(workshop, mentor, number="AUD-2026-0009")
    own = a_row(workshop, mentor, type="self")
    a_row(workshop, mentor, **draft())
    a_row(workshop, mentor, deleted_at=utc_now())
    a_row(a_workshop(mentor, name="Lain"), mentor)

    (past,) = audits.history(session, workshop.id)

    assert [row.id for row in audits.history(session, workshop.id, "self")] == [own]
    assert (past.id, past.mentor, past.number) == (wanted, "Mentor contoh", "AUD-2026-0009")
    assert (past.scores, past.found) == ({"R1.1": 3}, frozenset({"R2.1"}))


@pytest.mark.parametrize(
    "wrong",
    [draft(number="AUD-2026-0001"), draft(revision=1), {"number": None}, {"revision": 0}],
)
def test_final_audits_have_number_and_revision_and_drafts_neither(
    people: People, workshop: Workshop, wrong: dict[str, Any]
) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        a_row(workshop, people["mentor"], **wrong)


def test_two_audits_never_share_a_number(people: People, workshop: Workshop) -> None:
    a_row(workshop, people["mentor"], number="AUD-2026-0001")

    with pytest.raises(sa.exc.IntegrityError):
        a_row(workshop, people["mentor"], number="AUD-2026-0001")


def test_an_audit_of_a_foreign_workshop_does_not_exist(
    session: Session, people: People, workshop: Workshop
) -> None:
    audit_id = a_row(workshop, people["mentor"])

    assert audits.get(session, people["coordinator"], audit_id).workshop.name == workshop.name
    for user, wanted in ((people["mentor2"], audit_id), (people["mentor"], new_id())):
        with pytest.raises(NoSuchAuditError):
            audits.get(session, user, wanted)


def test_documents_are_read_by_id(people: People, workshop: Workshop, session: Session) -> None:
    one, other = (stored(people["mentor"], a_document(workshop, people["mentor"])) for _ in "ab")
    stored(people["mentor"], a_document(workshop, people["mentor"]))

    found = audits.documents(session, [one.document.id, other.document.id, new_id()])

    assert found == {saved.document.id: saved.document for saved in (one, other)}


def test_photos_once_named_stay_linked_and_are_linked_once(
    session: Session, people: People, workshop: Workshop
) -> None:
    audit_id = a_row(workshop, people["mentor"])
    for hashes in (["a" * 64], ["a" * 64, "b" * 64], []):
        with writing() as writer:
            audits.link_photos(writer, audit_id, hashes)

    linked = session.scalars(
        sa.select(AuditPhoto.sha256).where(AuditPhoto.audit_id == audit_id)
    ).all()

    assert sorted(linked) == ["a" * 64, "b" * 64]


def test_later_audits_are_final_and_of_the_same_workshop(
    session: Session, people: People, workshop: Workshop
) -> None:
    mentor = people["mentor"]
    first = final(mentor, workshop, audited_on=date(2026, 1, 5)).document
    last = final(mentor, workshop).document
    final(mentor, a_workshop(mentor, name="Lain"))
    stored(mentor, a_document(workshop, mentor))

    assert audits.later(session, first) == {last.id}
    assert audits.later(session, last) == frozenset()


def test_audits_are_found_by_id_in_the_order_of_their_days(
    people: People, workshop: Workshop, session: Session
) -> None:
    late = a_row(workshop, people["mentor"], audited_on=date(2026, 11, 2))
    early = a_row(workshop, people["mentor"], audited_on=date(2026, 11, 1))
    a_row(workshop, people["mentor"])

    with counted() as statements:
        found = audits.by_ids(session, [late, early, new_id()])
        names = {row.mentor.name for row in found}

    assert [row.id for row in found] == [early, late]
    assert names == {"Mentor contoh"}
    assert len([s for s in statements if s.startswith("SELECT")]) == 1


def test_a_number_is_taken_or_free(people: People, workshop: Workshop, session: Session) -> None:
    a_row(workshop, people["mentor"], number="AUD-2026-0117")

    assert audits.has_number(session, "AUD-2026-0117")
    assert not audits.has_number(session, "AUD-2026-0118")
