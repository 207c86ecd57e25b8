"""A visit of the demonstration is stored as a real one is, at its own time."""

from datetime import date

from sqlalchemy.orm import Session

from audit.cli.demo.stage import DEVICE
from audit.domain.document import Document
from audit.storage import versions


def test_versions_bear_the_time_of_their_visit(data: Session, last: Document) -> None:
    stored = versions.of_audit(data, last.id)

    assert [version.version for version in stored] == [1, 2, 3]
    assert {version.stored_at.date() for version in stored} == {date(2026, 11, 17)}
    assert {version.device for version in stored[1:]} == {DEVICE}
