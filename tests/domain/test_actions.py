"""What a visit makes of an action: every state and every answer."""

import pytest

from audit.domain.actions import LIVE, after_visit
from audit.domain.document import Found


@pytest.mark.parametrize(
    ("state", "found", "after"),
    [
        ("open", "selesai", "closed"),
        ("open", "sebagian", "in_progress"),
        ("open", "belum", "open"),
        ("in_progress", "selesai", "closed"),
        ("in_progress", "sebagian", "in_progress"),
        ("in_progress", "belum", "in_progress"),
        ("reported", "selesai", "closed"),
        ("reported", "sebagian", "in_progress"),
        ("reported", "belum", "in_progress"),
    ],
)
def test_a_visit_decides_the_state_of_an_action(state: str, found: Found, after: str) -> None:
    assert state in LIVE
    assert after_visit(state, found) == after
