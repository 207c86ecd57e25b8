"""A workshop after its first visit, and the link of its owner, on the day of the audit."""

from collections.abc import Iterator

import pytest
import time_machine

from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.closings import NOON
from tests.rows import all_at, an_audit
from tests.web.owner_link.links import a_link


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is noon of the day of the audit."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def audit(people: dict[str, User], workshop: Workshop) -> Audit:
    """A final audit at 75 percent."""
    return an_audit(workshop, people["mentor"], all_at(3), number="A-1")


@pytest.fixture
def token(people: dict[str, User], workshop: Workshop) -> str:
    return a_link(people["mentor"], workshop)
