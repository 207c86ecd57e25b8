"""Every value that documents and tables can carry has its word on screen."""

from typing import get_args

import pytest
from flask import Flask

from audit.domain.actions import STATES
from audit.domain.document import Cost, Found, Priority, Status
from audit.domain.instrument import SECTORS
from audit.domain.red_tags import DECISIONS, REASONS
from audit.domain.tokens import Purpose
from audit.storage import shares, workshops
from audit.storage.accounts import ROLES
from audit.storage.shares import Use
from audit.web.labels import label, labels

VALUES = {
    "sector": workshops.SECTORS,
    "legal_form": workshops.LEGAL_FORMS,
    "stage": workshops.STAGES,
    "priority": get_args(Priority),
    "cost": get_args(Cost),
    "found": get_args(Found),
    "state": STATES,
    "decision": DECISIONS,
    "tag_reason": REASONS,
    "purpose": get_args(Purpose),
    "share_state": shares.STATES,
    "share_use": get_args(Use),
    "role": ROLES,
    "status": get_args(Status),
}


@pytest.mark.parametrize("kind", VALUES)
def test_every_value_has_its_own_word(app: Flask, kind: str) -> None:
    with app.test_request_context():
        words = [label(kind, value) for value in VALUES[kind]]
        known = set(labels()[kind])

    assert known == set(VALUES[kind])
    assert len(set(words)) == len(words)
    assert all(words)


def test_sectors_of_workshops_are_those_of_the_hints() -> None:
    assert set(SECTORS) <= set(workshops.SECTORS)


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        ("state", "reported", "menunggu verifikasi"),
        ("role", "mentor", "Pendamping"),
        ("stage", None, ""),
        ("stage", "", ""),
        ("sector", "quarry", "quarry"),
    ],
)
def test_a_value_is_shown_as_its_word_or_as_itself(
    app: Flask, kind: str, value: str | None, word: str
) -> None:
    with app.test_request_context():
        assert label(kind, value) == word
