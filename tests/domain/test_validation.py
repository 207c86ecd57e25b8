"""Rules of a document that its types cannot hold."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from audit.domain.document import (
    MAX_DOCUMENT,
    Answer,
    Carried,
    Document,
    MentorRef,
    Signature,
    WorkshopRef,
    canonical,
)
from audit.domain.instrument import Instrument
from audit.domain.validation import check
from tests.domain.makers import NOON, a_conflict, a_document, a_finding, all_at, uuid7

DAY = date(2026, 11, 24)
OWNER = Signature(name="Pemilik", photo="a" * 64, at=NOON)
UUID4 = UUID("5f2b1c1e-0000-4000-8000-000000000001")


def faults(ikm: Instrument, document: Document, today: date = DAY) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in check(document, ikm, today)]


def test_a_draft_is_never_refused_for_being_incomplete(ikm: Instrument) -> None:
    unfinished = {"R1.1": Answer(score="na"), "R1.2": Answer(score=0), "R1.3": Answer(score=4)}
    findings = tuple(a_finding(f"R2.{n}", n, chosen=True) for n in range(1, 7))

    assert check(a_document(), ikm, DAY) == ()
    assert check(a_document(answers=unfinished, findings=findings), ikm, DAY) == ()


def test_items_must_be_those_of_the_instrument(ikm: Instrument) -> None:
    document = a_document({"R1.9": 3}, findings=(a_finding("R9.1"),), praises=("R1.1", "R7.7"))

    assert faults(ikm, document) == [
        ("answers.R1.9", "unknown_item"),
        ("findings.0.item", "unknown_item"),
        ("praises.1", "unknown_item"),
    ]


def test_praises_are_at_most_three_and_all_different(ikm: Instrument) -> None:
    four = ("R1.1", "R1.2", "R1.3", "R1.4")

    assert faults(ikm, a_document(praises=four)) == [("praises", "too_many")]
    assert faults(ikm, a_document(praises=("R1.1", "R1.1"))) == [("praises.1", "duplicate")]


def test_areas_are_free(ikm: Instrument) -> None:
    answers = {"R1.1": Answer(score=3, area="Halaman")}

    assert check(a_document(answers=answers, areas=("Produksi",)), ikm, DAY) == ()


def test_findings_have_ids_of_their_own(ikm: Instrument) -> None:
    document = a_document(findings=(a_finding(), a_finding("R1.2")))

    assert faults(ikm, document) == [("findings.1.id", "duplicate")]


@pytest.mark.parametrize(("score", "refused"), [(0, True), (1, True), (2, False), (3, False)])
def test_a_finding_at_0_or_1_cannot_be_declined(ikm: Instrument, score: int, refused: bool) -> None:
    document = a_document({"R1.1": score}, findings=(a_finding(declined=True),))
    expected = [("findings.0.declined", "not_declinable")] if refused else []

    assert faults(ikm, document) == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": UUID4}, "id"),
        ({"workshop": WorkshopRef(id=UUID4, name="x")}, "workshop.id"),
        ({"mentor": MentorRef(id=UUID4, name="x")}, "mentor.id"),
        ({"findings": (replace(a_finding(), id=UUID4),)}, "findings.0.id"),
        ({"carried": (Carried(action=UUID4, found="belum"),)}, "carried.0.action"),
    ],
)
def test_ids_are_of_version_7(ikm: Instrument, changes: dict[str, Any], field: str) -> None:
    assert faults(ikm, a_document(**changes)) == [(field, "not_uuid7")]


@pytest.mark.parametrize(
    ("today", "refused"),
    [(DAY, False), (date(2026, 11, 23), False), (date(2026, 11, 22), True)],
)
def test_an_audit_is_at_most_one_day_ahead(ikm: Instrument, today: date, refused: bool) -> None:
    expected = [("audited_on", "in_future")] if refused else []

    assert faults(ikm, a_document(), today) == expected


def test_the_next_visit_is_not_ahead_of_the_audit(ikm: Instrument) -> None:
    ahead = a_document(next_visit_on=date(2026, 11, 23))

    assert faults(ikm, ahead) == [("next_visit_on", "before_audit")]
    assert faults(ikm, a_document(next_visit_on=DAY)) == []


def test_a_draft_has_no_revision(ikm: Instrument) -> None:
    assert faults(ikm, a_document(revision=1)) == [("revision", "revision")]


def test_a_final_audit_is_complete(ikm: Instrument) -> None:
    final = a_document(all_at(3), status="final", revision=1)

    assert faults(ikm, final) == []
    assert faults(ikm, replace(final, answers={})) == [("status", "incomplete")]


def test_a_final_audit_names_at_most_five_actions(ikm: Instrument) -> None:
    six = tuple(
        a_finding(f"R1.{n}", n, chosen=True, pic="Pak Slamet", due_on=DAY) for n in range(1, 7)
    )
    final = a_document(all_at(2), status="final", revision=1, findings=six)

    assert faults(ikm, final) == [("findings", "too_many_chosen")]


@pytest.mark.parametrize(
    ("path", "held"),
    [
        ("answers.R2.3.score", (3, "na", None)),
        ("answers.R2.3.note", ("a", "b")),
        (f"findings.{uuid7(9)}.due_on", ("2026-12-01", None)),
        (f"findings.{uuid7(9)}.chosen", (True, False)),
        (f"carried.{uuid7(9)}.found", ("selesai", "belum")),
        ("praises", (("R1.1",), ())),
        ("k3", (True, False)),
        ("signatures.owner", (OWNER, None)),
        ("next_visit_on", (None, "2026-12-22")),
    ],
)
def test_a_conflict_holds_what_its_field_can_hold(
    ikm: Instrument, path: str, held: tuple[Any, ...]
) -> None:
    assert check(a_document(conflicts=(a_conflict(path, *held),)), ikm, DAY) == ()


@pytest.mark.parametrize(
    ("path", "held", "field", "code"),
    [
        ("answers.R2.3.score", (3, "tiga"), "conflicts.0.sides.1.value", "wrong_value"),
        ("answers.R2.3.area", ("x" * 121, ""), "conflicts.0.sides.0.value", "too_long"),
        ("answers.R2.3.note", (3, ""), "conflicts.0.sides.0.value", "wrong_type"),
        ("audited_on", ("kemarin", ""), "conflicts.0.sides.0.value", "wrong_value"),
        ("answers.R2.9.score", (3, 1), "conflicts.0.path", "unknown_item"),
        ("answers.R2.3.photos", ((), ()), "conflicts.0.path", "unknown_field"),
        ("answers.R2.3.scores", (3, 1), "conflicts.0.path", "unknown_field"),
        ("remarks", ("a", "b"), "conflicts.0.path", "unknown_field"),
        (".met_with", ("a", "b"), "conflicts.0.path", "unknown_field"),
        ("status", ("draft", "final"), "conflicts.0.path", "unknown_field"),
        ("areas", ((), ()), "conflicts.0.path", "unknown_field"),
    ],
)
def test_a_conflict_about_something_else_is_refused(
    ikm: Instrument, path: str, held: tuple[Any, ...], field: str, code: str
) -> None:
    found = faults(ikm, a_document(conflicts=(a_conflict(path, *held),)))

    assert (field, code) in found


def test_a_field_has_one_conflict(ikm: Instrument) -> None:
    twice = (a_conflict("met_with", "PIC", "pemilik"),) * 2

    assert faults(ikm, a_document(conflicts=twice)) == [("conflicts.1.path", "duplicate")]


def test_conflicts_are_as_many_as_a_document_has_room_for(ikm: Instrument) -> None:
    long = tuple(
        a_conflict(f"answers.{code}.{part}", "x" * 5000, "y" * 5000, "z" * 5000)
        for code in ikm.by_code
        for part in ("note", "na_reason")
    )
    assert faults(ikm, a_document(conflicts=long)) == []
    assert len(canonical(a_document(conflicts=long))) < MAX_DOCUMENT

    fat = replace(a_document(), areas=("x" * 120,) * (MAX_DOCUMENT // 120))

    assert faults(ikm, fat) == [("document", "too_large")]


def test_a_text_with_a_nul_can_not_be_stored(ikm: Instrument) -> None:
    assert faults(ikm, a_document(met_with="a\0b")) == [("document", "unprintable")]


def test_every_broken_rule_is_said_at_once(ikm: Instrument) -> None:
    document = a_document({"R1.9": 3}, id=UUID4, revision=1)

    assert {fault.code for fault in check(document, ikm, DAY)} == {
        "unknown_item",
        "not_uuid7",
        "revision",
    }
    assert uuid7(1).version == 7
