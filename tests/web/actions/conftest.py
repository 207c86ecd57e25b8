"""A final audit of the mentor's workshop, with one open action."""

import pytest

from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.rows import an_action, an_audit


@pytest.fixture
def audit(people: dict[str, User], workshop: Workshop) -> Audit:
    return an_audit(workshop, people["mentor"], number="AUD-2026-0007")


@pytest.fixture
def action(audit: Audit) -> Action:
    return an_action(audit)
