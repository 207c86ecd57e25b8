"""Findings: when a nilai proposes one, how urgent, until when, how often."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from msgspec.structs import replace

from audit.domain.document import Document, Finding, Priority
from audit.domain.findings import (
    DUE_DAYS,
    PRIORITIES,
    due_on,
    finding_id,
    items_with_finding,
    priority,
    proposes,
    refreshed,
    repeat,
)
from audit.domain.instrument import Instrument
from audit.domain.scoring import Score
from tests.domain.makers import a_document, a_finding, an_item, scores_of, uuid7
from tests.vectors import vectors

DAY = date(2026, 11, 24)


def found(
    document: Document, ikm: Instrument, earlier: list[frozenset[str]] | None = None
) -> tuple[Finding, ...]:
    return refreshed(document.findings, document, ikm, earlier or [])


@pytest.mark.parametrize("vector", vectors("rules"))
def test_findings_are_those_of_the_vectors(ikm: Instrument, vector: dict[str, Any]) -> None:
    earlier: list[frozenset[str]] = []
    for rows in vector["history"]:
        document = a_document(scores_of(rows))
        document = replace(document, findings=found(document, ikm, earlier))
        earlier.append(items_with_finding(document))

    shown = [
        {
            "item": finding.item,
            "nilai": document.answer(finding.item).score,
            "repeat": finding.repeat,
            "priority": finding.action.priority,
            "cost": finding.action.cost,
        }
        for finding in document.findings
    ]
    assert shown == vector["findings"]
    chosen = {finding.item for finding in document.findings if finding.action.chosen}
    assert chosen == set(vector["top_five"])


def test_priorities_run_from_most_urgent_as_the_document_names_them() -> None:
    assert PRIORITIES == ("kritis", "tinggi", "sedang", "rendah") == get_args(Priority)


@pytest.mark.parametrize(
    ("score", "proposed"),
    [(0, True), (1, True), (2, True), (3, False), (4, False), ("na", False), (None, False)],
)
def test_nilai_0_to_2_proposes_a_finding(score: Score, proposed: bool) -> None:
    assert proposes(score) is proposed


@pytest.mark.parametrize(
    ("score", "by_repeat"),
    [
        (0, ["tinggi", "tinggi", "tinggi", "tinggi"]),
        (1, ["sedang", "tinggi", "tinggi", "tinggi"]),
        (2, ["rendah", "sedang", "sedang", "sedang"]),
    ],
)
def test_repeats_step_up_but_never_to_kritis(score: int, by_repeat: list[str]) -> None:
    assert [priority(an_item("R1.1"), score, times) for times in range(1, 5)] == by_repeat


@pytest.mark.parametrize(("score", "urgency"), [(0, "kritis"), (1, "kritis"), (2, "rendah")])
def test_a_critical_item_is_kritis_at_0_and_1_only(score: int, urgency: str) -> None:
    assert priority(an_item("K3.1"), score, 1) == urgency


@pytest.mark.parametrize(
    ("urgency", "day"),
    [
        ("kritis", date(2026, 11, 27)),
        ("tinggi", date(2026, 12, 1)),
        ("sedang", date(2026, 12, 8)),
        ("rendah", date(2026, 12, 24)),
    ],
)
def test_due_counts_days_from_the_audit(urgency: Priority, day: date) -> None:
    assert due_on(DAY, urgency) == day


def test_no_day_is_due_after_the_last_one_of_the_calendar() -> None:
    assert due_on(date.max, "rendah") == date.max
    assert set(DUE_DAYS) == set(PRIORITIES)


@pytest.mark.parametrize(
    ("earlier", "times"),
    [([], 1), (["R1.1"], 2), (["R1.1", "R1.1"], 3), (["R1.1", "R2.1"], 1), (["R2.1", "R1.1"], 2)],
)
def test_repeat_counts_audits_in_a_row(earlier: list[str], times: int) -> None:
    assert repeat("R1.1", [frozenset([code]) for code in earlier]) == times


def test_a_finding_of_the_rule_has_an_id_drawn_from_audit_and_item(ikm: Instrument) -> None:
    audit = UUID("01930000-0000-7000-8000-0000000000ff")
    (finding,) = found(a_document({"R1.1": 0}, id=audit), ikm)

    assert finding.id == finding_id(audit, "R1.1")
    # Byte 13 takes the letter (R is 0x52), byte 14 the pillar, byte 15 the item.
    assert finding_id(audit, "R1.10") == UUID("01930000-0000-7000-8000-0000005201f5")
    assert finding_id(audit, "K3.7") == UUID("01930000-0000-7000-8000-0000004b03f8")


def test_every_item_has_a_finding_id_of_its_own(ikm: Instrument) -> None:
    made = {finding_id(uuid7(1), code) for code in ikm.by_code}

    assert len(made) == len(ikm.by_code)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_a_declined_finding_is_no_finding() -> None:
    document = a_document(
        {"R1.1": 2, "R1.2": 2, "R1.3": 3},
        findings=(
            a_finding("R1.1", 10, declined=True),
            a_finding("R1.2", 11),
            a_finding("R1.3", 12),
        ),
    )

    assert items_with_finding(document) == {"R1.2"}
