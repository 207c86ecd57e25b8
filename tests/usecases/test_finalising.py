"""An audit becomes final once, when nothing keeps it."""

import pytest

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.usecases.audits import Saved
from audit.usecases.deleting import delete
from audit.usecases.errors import BlockedError, DeletedError, StaleError
from audit.usecases.finalising import finalise
from tests.closings import complete, rated
from tests.factories import TODAY, a_workshop

People = dict[str, User]


@pytest.fixture
def ready(people: People) -> Saved:
    return complete(people["mentor"], a_workshop(people["mentor"]))


def finalised(user: User, saved: Saved, version: int | None = None) -> Saved | None:
    with writing() as session:
        return finalise(session, user, saved.document.id, version or saved.version, today=TODAY)


def test_a_complete_audit_gets_its_number_and_revision(people: People, ready: Saved) -> None:
    done = finalised(people["mentor"], ready)

    assert done and (done.document.status, done.document.revision) == ("final", 1)
    assert done.document.number == "AUD-2026-0001"


def test_a_second_press_changes_nothing(people: People, ready: Saved) -> None:
    finalised(people["mentor"], ready)

    assert finalised(people["mentor"], ready) is None


def test_what_is_missing_is_said_whole(people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    with pytest.raises(BlockedError) as refused:
        finalised(people["mentor"], draft)

    assert {missing.kind for missing in refused.value.missing} == {"no_photo", "pic"}


def test_an_audit_that_changed_meanwhile_is_looked_at_again(people: People, ready: Saved) -> None:
    with pytest.raises(StaleError):
        finalised(people["mentor"], ready, version=1)


def test_others_and_deleted_audits_are_not_finalised(people: People, ready: Saved) -> None:
    with pytest.raises(NoSuchAuditError):
        finalised(people["mentor2"], ready)
    with writing() as session:
        delete(session, people["mentor"], ready.document.id)
    with pytest.raises(DeletedError):
        finalised(people["mentor"], ready)
