"""What may follow a stored audit: drafts take edits, final audits corrections and signatures."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.document import Signature, Signatures
from audit.domain.revising import change
from tests.domain.makers import a_document

OWNER = Signature(name="Pemilik", photo="a" * 64, at=datetime(2026, 11, 24, tzinfo=UTC))
OTHER = Signature(name="Orang lain", photo="b" * 64, at=datetime(2026, 11, 24, tzinfo=UTC))
DRAFT = a_document()
FINAL = a_document(
    status="final", revision=1, number="AUD-2026-0001", signatures=Signatures(mentor=OWNER)
)


@pytest.mark.parametrize("stored", [None, DRAFT])
def test_what_is_not_final_yet_takes_edits_and_can_become_final(stored: Any) -> None:
    assert change(stored, replace(DRAFT, met_with="pemilik")) == "edit"
    assert change(stored, FINAL) == "finalise"


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({}, "none"),
        ({"revision": 2, "revision_reason": "salah tulis", "met_with": "PIC"}, "correct"),
        ({"revision": 2, "revision_reason": "salah tulis"}, "correct"),
        ({"signatures": Signatures(mentor=OWNER, owner=OTHER)}, "sign"),
        ({"signatures": Signatures(mentor=OWNER, acknowledged=OTHER)}, "sign"),
    ],
)
def test_a_final_audit_takes_corrections_and_late_signatures(
    changes: dict[str, Any], step: str
) -> None:
    assert change(FINAL, replace(FINAL, **changes)) == step


@pytest.mark.parametrize(
    "changes",
    [
        {"met_with": "PIC"},
        {"status": "draft"},
        {"status": "draft", "revision": 0},
        {"revision": 2, "met_with": "PIC"},
        {"revision": 2, "revision_reason": "  "},
        {"revision": 3, "revision_reason": "salah tulis"},
        {"revision": 1, "revision_reason": "salah tulis"},
        {"signatures": Signatures(owner=OTHER)},
        {"signatures": Signatures(mentor=OTHER)},
        {"signatures": Signatures()},
        {"signatures": Signatures(mentor=OWNER, owner=OTHER), "met_with": "PIC"},
    ],
)
def test_a_final_audit_takes_nothing_else(changes: dict[str, Any]) -> None:
    assert change(FINAL, replace(FINAL, **changes)) is None
