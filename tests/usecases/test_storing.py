"""What is checked before a version is written, and what a version holds."""

import hashlib
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Carried, Document, Finding
from audit.domain.findings import finding_id
from audit.storage import audits, versions
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.errors import InvalidError
from tests.answers import agreed
from tests.factories import a_document, a_workshop, stored
from tests.statements import counted
from tests.usecases.visits import a_visit, action_of, finished


def refused(user: User, document: Document, base: int | None = None) -> dict[str, str]:
    """Codes by field of an edit that must not be stored."""
    with pytest.raises(InvalidError) as error:
        stored(user, document, base)
    return {fault.field: fault.code for fault in error.value.faults}


def test_no_finding_is_that_of_another_audit(mentor: User, workshop: Workshop) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1})).document
    twin = a_visit(workshop, mentor, {"R2.1": 1}, day=40, findings=first.findings)

    assert refused(mentor, twin) == {"findings.0.id": "taken"}


def test_an_id_that_the_rule_draws_is_looked_up_once_it_makes_an_action(
    mentor: User, workshop: Workshop
) -> None:
    twin = a_visit(workshop, mentor, {"R2.1": 1}, day=40)
    drawn = finding_id(twin.id, "R2.1")
    finding = Finding(id=drawn, item="R2.1", no_photo_reason="Gelap")
    finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, findings=(finding,)))

    draft = stored(mentor, twin)

    assert draft.document.findings[0].id == drawn
    final = replace(agreed(draft.document), status="final")
    assert refused(mentor, final, draft.version) == {"findings.0.id": "taken"}


def test_a_save_is_few_statements(mentor: User, workshop: Workshop) -> None:
    draft = a_document(workshop, mentor, answers={"R2.1": Answer(score=1)})

    with counted() as statements:
        stored(mentor, draft)

    kinds = [statement.split()[0] for statement in statements]
    turn = ["BEGIN", "SAVEPOINT"]
    assert kinds == [*turn, *["SELECT"] * 4, "INSERT", "INSERT", "RELEASE"]


def test_an_edit_that_changes_nothing_is_no_version(mentor: User, workshop: Workshop) -> None:
    first = stored(mentor, a_document(workshop, mentor, answers={"R1.1": Answer(score=1)}))

    again = stored(mentor, first.document, first.version)

    assert (again.version, again.sha256, again.created) == (1, first.sha256, False)


@pytest.mark.parametrize(
    ("change", "field"), [({"type": "self"}, "type"), ({"instrument": "5r-ikm@9"}, "instrument")]
)
def test_what_an_audit_is_can_not_be_changed(
    mentor: User, workshop: Workshop, change: dict[str, Any], field: str
) -> None:
    first = stored(mentor, a_document(workshop, mentor))

    assert field in refused(mentor, replace(first.document, **change), first.version)


def test_only_actions_of_the_same_workshop_are_looked_at(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    elsewhere = a_workshop(mentor, name="UD Laras Besi")
    foreign = action_of(session, finished(mentor, a_visit(elsewhere, mentor, {"R2.1": 1})))
    looked = (
        Carried(action=foreign.id, found="belum"),
        Carried(action=new_id(), found="belum"),
    )

    found = refused(mentor, a_document(workshop, mentor, carried=looked))

    assert found == {
        "carried.0.action": "unknown_action",
        "carried.1.action": "unknown_action",
    }


def test_a_version_is_named_by_the_hash_of_its_text(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    saved = stored(mentor, a_document(workshop, mentor))

    version = versions.version(session, saved.document.id, 1)

    assert version is not None
    assert hashlib.sha256(version.document.encode()).hexdigest() == saved.sha256 == version.sha256


def test_columns_follow_the_document(session: Session, mentor: User, workshop: Workshop) -> None:
    answers = {"R1.1": Answer(score=2), "R1.2": Answer(), "K3.1": Answer(score=0)}
    saved = stored(mentor, a_document(workshop, mentor, answers=answers, k3=False))

    row = session.get_one(audits.Audit, saved.document.id)

    assert (row.scores, row.found) == ({"R1.1": 2}, ["R1.1"])
