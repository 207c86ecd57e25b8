"""A mentor, a workshop of theirs, and a first visit there."""

import pytest

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.factories import a_workshop
from tests.usecases.visits import a_visit, finished


@pytest.fixture
def mentor(people: dict[str, User]) -> User:
    return people["mentor"]


@pytest.fixture
def workshop(mentor: User) -> Workshop:
    return a_workshop(mentor)


@pytest.fixture
def first(mentor: User, workshop: Workshop) -> Saved:
    """A finished visit with one finding, on R2.1."""
    return finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}))
