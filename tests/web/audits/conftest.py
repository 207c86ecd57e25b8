"""Drafts to work on: one at its sheet, one at its summary."""

import pytest
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.usecases.audits import Saved
from tests.closings import rated
from tests.factories import a_workshop
from tests.web.audits.sheets import Desk, a_desk


@pytest.fixture
def desk(client: FlaskClient) -> Desk:
    return a_desk(client)


@pytest.fixture
def draft(people: dict[str, User]) -> Saved:
    """Everything is rated and nothing agreed."""
    return rated(people["mentor"], a_workshop(people["mentor"], pic_name="Joko"))
