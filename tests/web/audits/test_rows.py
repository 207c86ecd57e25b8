from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask_security import login_user
from werkzeug.exceptions import Gone

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.audits import Audit, NoSuchAuditError
from audit.usecases.deleting import delete
from audit.web.audits.rows import present, saved
from tests.closings import NOON, rated
from tests.factories import a_workshop

People = dict[str, User]


def test_present_is_for_whoever_may_see_the_audit(app: Flask, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    for name, seen in [("mentor", True), ("coordinator", True), ("mentor2", False)]:
        with app.test_request_context():
            login_user(people[name])
            if seen:
                assert present(draft.document.id).id == draft.document.id
            else:
                with pytest.raises(NoSuchAuditError):
                    present(draft.document.id)


def test_present_says_gone_of_a_deleted_audit(app: Flask, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    with writing() as session:
        delete(session, people["mentor"], draft.document.id)

    with app.test_request_context():
        login_user(people["mentor"])
        with pytest.raises(Gone):
            present(draft.document.id)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (NOON, "12.00"),
        (datetime(2026, 11, 25, 5, tzinfo=UTC), "24 Nov 2026, 12.00"),
    ],
)
def test_saved_tells_the_date_only_on_another_day(app: Flask, now: datetime, said: str) -> None:
    with time_machine.travel(now), app.test_request_context():
        assert saved(Audit(stored_at=NOON)) == said
