"""Older versions stay readable."""

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Remarks
from audit.domain.public import fingerprint
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.factories import a_document, stored
from tests.statements import counted

People = dict[str, User]


def test_an_older_version_can_be_read(people: People, workshop: Workshop, session: Session) -> None:
    document = a_document(workshop, people["mentor"], met_with="pemilik")
    first = stored(people["mentor"], document)
    stored(people["mentor"], a_document(workshop, people["mentor"], id=document.id), 1)

    kept = versions.version(session, document.id, 1)

    assert kept is not None
    assert (kept.read(), kept.sha256) == (first.document, first.sha256)
    assert versions.version(session, document.id, 3) is None


def test_each_version_is_known_by_what_of_it_may_leave_the_app(
    people: People, workshop: Workshop, session: Session
) -> None:
    document = a_document(workshop, people["mentor"])
    first = stored(people["mentor"], document)
    private = replace(document, remarks=Remarks(private="rahasia"))
    second = stored(people["mentor"], private, 1)

    found = versions.fingerprints(session, document.id)

    assert found == {1: first.sha256, 2: fingerprint(second.document)}
    assert first.sha256 == found[2] != second.sha256
    assert versions.fingerprints(session, new_id()) == {}


def test_operations_are_found_at_once_with_what_was_sent(
    people: People, workshop: Workshop, session: Session
) -> None:
    low = a_document(workshop, people["mentor"], answers={"R2.1": Answer(score=1)})
    first = stored(people["mentor"], low)
    second = stored(people["mentor"], first.document, first.version)
    other = stored(people["mentor"], replace(first.document, met_with="PIC"), first.version)

    with counted() as statements:
        found = versions.by_operation(session, first.operation, other.operation)
        sent = [version.read_sent() for version in found.values()]

    assert {version.version for version in found.values()} == {1, 2}
    assert found[first.operation].read() == first.document != low
    assert sorted(sent, key=lambda document: document.met_with) == [low, other.document]
    assert len([s for s in statements if s.startswith("SELECT")]) == 1
    assert versions.by_operation(session, second.operation, new_id()) == {}


def test_versions_are_read_newest_first_as_far_as_asked(
    people: People, workshop: Workshop, session: Session
) -> None:
    first = stored(people["mentor"], a_document(workshop, people["mentor"]))
    second = stored(people["admin"], replace(first.document, met_with="PIC"), 1)

    steps = versions.newest_first(session, first.document.id)
    document, name, at = next(steps)
    steps.close()

    assert (document, name) == (second.document, "Admin contoh")
    assert at.tzinfo is not None
    assert [d for d, _, _ in versions.newest_first(session, first.document.id)] == [
        second.document,
        first.document,
    ]


def test_a_list_of_versions_reads_no_documents(
    people: People, workshop: Workshop, session: Session
) -> None:
    first = stored(people["mentor"], a_document(workshop, people["mentor"]))

    with counted() as statements:
        versions.of_audit(session, first.document.id)

    (query,) = (s for s in statements if s.startswith("SELECT"))
    assert "audit_version.document" not in query
    assert "audit_version.sent" not in query
