"""A workshop with a finished audit and a re-check on the day, for tests of its pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit.domain.rechecks import field_name
from audit.extensions import db, writing
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases import rechecks
from audit.usecases.audits import Saved
from audit.usecases.visits import Visit
from tests.factories import TODAY, csrf_token
from tests.usecases.visits import a_visit, finished


@dataclass
class Round:
    """One re-check with the browser of its mentor."""

    client: FlaskClient
    user: User
    workshop: Workshop
    first: Saved
    id: UUID

    @property
    def address(self) -> str:
        return f"/audits/{self.id}/recheck"

    def actions(self) -> list[Action]:
        db.session.rollback()
        return list(actions.of_audit(db.session, self.first.document.id))

    def row(self) -> Audit:
        db.session.rollback()
        return db.session.get_one(Audit, self.id)

    def page(self) -> str:
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        return answer.text

    def send(self, to: str = "save", fields: dict[str, Any] | None = None) -> TestResponse:
        """Post the page as it is now, with other fields."""
        version = self.row().version
        data = {"csrf_token": csrf_token(self.page()), "version": version, "to": to}
        return self.client.post(self.address, data=data | (fields or {}))


def a_round(client: FlaskClient, user: User, workshop: Workshop) -> Round:
    """Two open actions, and a re-check of today that looked at nothing yet."""
    first = finished(user, a_visit(workshop, user, {"R2.1": 1, "R3.1": 1}))
    with writing() as session:
        recheck = rechecks.begin(session, user, workshop.id, Visit(TODAY, "pemilik"), TODAY)
    return Round(client, user, workshop, first, recheck)


def said(action: Action, **parts: Any) -> dict[str, Any]:
    """Fields of one action by their names."""
    return {field_name(action.id, part): value for part, value in parts.items()}
