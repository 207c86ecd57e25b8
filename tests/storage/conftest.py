"""A workshop with its mentor."""

import pytest

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_workshop


@pytest.fixture
def workshop(people: dict[str, User]) -> Workshop:
    return a_workshop(people["mentor"])
