"""What tests of pages begin with: a workshop, its mentor logged in, and a day that stands still."""

from collections.abc import Iterator

import pytest
import time_machine
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.closings import NOON
from tests.factories import a_workshop, log_in


@pytest.fixture
def workshop(people: dict[str, User]) -> Workshop:
    return a_workshop(people["mentor"])


@pytest.fixture
def mentor(client: FlaskClient, people: dict[str, User]) -> FlaskClient:
    """The browser of the mentor."""
    return log_in(client, people["mentor"])


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """It is noon of the day of the audits."""
    with time_machine.travel(NOON, tick=False):
        yield
