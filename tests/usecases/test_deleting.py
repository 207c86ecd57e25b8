"""A deleted draft is gone for everyone and kept in the database."""

import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.audits import Audit, NoSuchAuditError
from audit.usecases.deleting import delete
from audit.usecases.errors import DeletedError, FinalError
from tests.closings import final, rated
from tests.factories import a_workshop, stored

People = dict[str, User]


def test_a_draft_gets_a_tombstone_once(session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    times = []
    for _time in range(2):
        with writing() as writer:
            times.append(delete(writer, people["mentor"], draft.document.id).deleted_at)

    assert times[0] and times[0] == times[1]
    assert session.get_one(Audit, draft.document.id).read() == draft.document
    with pytest.raises(DeletedError):
        stored(people["mentor"], draft.document, 1)


def test_final_audits_and_those_of_others_stay(session: Session, people: People) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))

    with pytest.raises(FinalError), writing() as writer:
        delete(writer, people["mentor"], done.document.id)
    with pytest.raises(NoSuchAuditError), writing() as writer:
        delete(writer, people["mentor2"], done.document.id)

    assert audits.get(session, people["mentor"], done.document.id).deleted_at is None
