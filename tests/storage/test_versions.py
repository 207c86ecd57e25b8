"""Older versions stay readable."""

from sqlalchemy.orm import Session

from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_document, stored

People = dict[str, User]


def test_an_older_version_can_be_read(people: People, workshop: Workshop, session: Session) -> None:
    document = a_document(workshop, people["mentor"], met_with="pemilik")
    first = stored(people["mentor"], document)
    stored(people["mentor"], a_document(workshop, people["mentor"], id=document.id), 1)

    kept = versions.version(session, document.id, 1)

    assert kept is not None
    assert (kept.read(), kept.sha256) == (first.document, first.sha256)
    assert versions.version(session, document.id, 3) is None
