"""What may follow a stored audit: drafts take edits, final audits corrections and signatures."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, Document, Signature, Signatures
from audit.domain.merge import merge
from audit.domain.revising import change, combined
from tests.domain.makers import a_document
from tests.domain.people import sides

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


# What an edit of an older version asks for

PHOTO = ("c" * 64,)
RATED = a_document({"R1.1": 3})
DONE = replace(RATED, status="final", revision=1)


def asked(base: Document, stored: Document, sent: Document) -> Document | None:
    return combined(base, stored, sent, merge(base, stored, sent, sides()))


def test_an_older_edit_of_a_draft_stays_a_draft() -> None:
    stored = replace(RATED, met_with="PIC")

    assert asked(RATED, stored, replace(RATED, areas=("Gudang",))) == replace(
        stored, areas=("Gudang",)
    )


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"signatures": Signatures(mentor=OWNER)},
        {"answers": {"R1.1": Answer(score=3, photos=PHOTO)}},
        {},
    ],
)
def test_an_audit_is_final_where_only_signatures_and_photos_came_meanwhile(
    meanwhile: dict[str, Any],
) -> None:
    stored = replace(RATED, **meanwhile)

    assert asked(RATED, stored, DONE) == replace(DONE, **meanwhile)


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"met_with": "PIC"},
        {"answers": {"R1.1": Answer(score=3), "R1.2": Answer(score=2)}},
        {"answers": {"R1.1": Answer(score=3, note="Palu")}},
    ],
)
def test_an_audit_that_nobody_saw_whole_stays_a_draft(meanwhile: dict[str, Any]) -> None:
    stored = replace(RATED, **meanwhile)

    assert asked(RATED, stored, DONE) == stored


def test_an_audit_that_lost_a_photo_meanwhile_stays_a_draft() -> None:
    base = replace(RATED, answers={"R1.1": Answer(score=3, photos=PHOTO)})

    assert asked(base, RATED, replace(base, status="final", revision=1)) == RATED


def test_with_a_conflict_it_is_always_a_draft() -> None:
    stored = replace(RATED, signatures=Signatures(owner=OWNER))

    document = asked(RATED, stored, replace(DONE, signatures=Signatures(owner=OTHER)))

    assert document and (document.status, len(document.conflicts)) == ("draft", 1)


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_signature_goes_under_an_audit_that_became_final(status: Any) -> None:
    stored = replace(DONE, number="AUD-2026-0001", met_with="PIC")
    sent = replace(RATED, signatures=Signatures(owner=OWNER), status=status)

    document = asked(RATED, stored, sent)

    assert document == replace(stored, signatures=Signatures(owner=OWNER))
    assert document and change(stored, document) == "sign"


def test_an_edit_that_changes_nothing_of_a_final_audit_is_that_audit() -> None:
    stored = replace(DONE, met_with="PIC", number="AUD-2026-0001")

    assert asked(RATED, stored, RATED) == stored
    assert asked(RATED, stored, replace(RATED, met_with="PIC")) == stored


@pytest.mark.parametrize(
    "sent", [replace(RATED, met_with="pemilik"), replace(RATED, areas=("Gudang",))]
)
def test_a_final_audit_takes_no_other_edit_of_a_draft(sent: Document) -> None:
    stored = replace(DONE, met_with="PIC")

    document = asked(RATED, stored, sent)

    assert document is None or change(stored, document) is None


def test_a_correction_holds_where_only_signatures_came() -> None:
    stored = replace(DONE, signatures=Signatures(mentor=OWNER, owner=OTHER))
    base = replace(DONE, signatures=Signatures(mentor=OWNER))
    sent = replace(base, revision=2, revision_reason="salah tulis", met_with="PIC")

    document = asked(base, stored, sent)

    assert document == replace(sent, signatures=stored.signatures)
    assert document and change(stored, document) == "correct"


def test_a_correction_with_another_signature_than_came_is_refused() -> None:
    stored = replace(DONE, signatures=Signatures(owner=OTHER))
    signed = Signatures(owner=OWNER)
    sent = replace(DONE, revision=2, revision_reason="salah tulis", signatures=signed)

    assert asked(DONE, stored, sent) is None


def test_a_correction_of_an_older_revision_is_refused() -> None:
    stored = replace(DONE, revision=2, revision_reason="satu", met_with="PIC")
    for number in (2, 3):
        sent = replace(DONE, revision=number, revision_reason="dua", areas=("Gudang",))
        document = asked(DONE, stored, sent)
        assert document is None or change(stored, document) is None
