"""Findings brought up to date: the rule fills in, and what people decided stays."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, Document, Finding
from audit.domain.findings import refreshed
from audit.domain.instrument import Instrument
from audit.domain.scoring import Score
from tests.domain.makers import a_document, a_finding, uuid7


def found(
    document: Document, ikm: Instrument, earlier: list[frozenset[str]] | None = None
) -> tuple[Finding, ...]:
    return refreshed(document.findings, document, ikm, earlier or [])


def again(
    document: Document, ikm: Instrument, score: Score, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The findings once R1.1 got another nilai."""
    answers = {"R1.1": Answer(score=score, note=document.answer("R1.1").note)}
    return found(replace(document, answers=answers, findings=findings), ikm)


def test_a_finding_starts_with_what_the_answer_and_the_item_say(ikm: Instrument) -> None:
    answer = Answer(score=1, note="Palu di lantai", area="Produksi")
    (finding,) = found(a_document(answers={"R2.1": answer}), ikm)

    assert (finding.text, finding.area, finding.repeat) == ("Palu di lantai", "Produksi", 1)
    assert finding.action.text == "Benahi R2.1"
    assert (finding.action.priority, finding.action.cost) == ("sedang", "kecil")
    assert finding.action.due_on == date(2026, 12, 8)
    assert finding.action.chosen


def test_findings_are_in_sheet_order_with_k3_last(ikm: Instrument) -> None:
    document = a_document({"K3.2": 0, "R2.1": 0, "R1.3": 2})

    assert [finding.item for finding in found(document, ikm)] == ["R1.3", "R2.1", "K3.2"]


def test_without_k3_its_items_have_no_finding(ikm: Instrument) -> None:
    assert found(a_document({"K3.1": 0}, k3=False), ikm) == ()


def test_an_item_keeps_all_its_findings_and_their_ids(ikm: Instrument) -> None:
    findings = (a_finding(number=10), a_finding(number=11, text="Dua", edited=("text",)))
    kept = found(a_document({"R1.1": 0}, findings=findings), ikm)

    assert [(finding.id, finding.text) for finding in kept] == [(uuid7(10), ""), (uuid7(11), "Dua")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "Kata saya"),
        ("area", "Gudang"),
        ("priority", "kritis"),
        ("due_on", date(2027, 1, 1)),
        ("cost", "perlu-anggaran"),
        ("action_text", "Beli rak"),
        ("chosen", False),
    ],
)
def test_the_rule_leaves_alone_what_a_person_changed(
    ikm: Instrument, name: str, value: Any
) -> None:
    mine = a_finding(edited=(name,), **{name: value})
    (finding,) = found(a_document({"R1.1": 0}, findings=(mine,)), ikm)
    others = a_finding(**{name: value})
    (ruled,) = found(a_document({"R1.1": 0}, findings=(others,)), ikm)

    def field(of: Finding) -> object:
        if name == "action_text":
            return of.action.text
        return getattr(of if name in ("text", "area") else of.action, name)

    assert field(finding) == value
    assert field(ruled) != value


def test_the_due_date_follows_a_priority_that_a_person_set(ikm: Instrument) -> None:
    mine = a_finding(priority="kritis", edited=("priority",))
    (finding,) = found(a_document({"R1.1": 2}, findings=(mine,)), ikm)

    assert finding.action.due_on == date(2026, 11, 27)


def test_repeat_is_always_computed(ikm: Instrument) -> None:
    mine = a_finding(repeat=9, edited=("repeat",))
    (finding,) = found(a_document({"R1.1": 0}, findings=(mine,)), ikm, [frozenset(["R1.1"])])

    assert finding.repeat == 2


@pytest.mark.parametrize(("score", "declined"), [(0, False), (1, False), (2, True)])
def test_only_nilai_2_may_be_declined(ikm: Instrument, score: int, declined: bool) -> None:
    mine = a_finding(declined=True, edited=("declined",))
    (finding,) = found(a_document({"R1.1": score}, findings=(mine,)), ikm)

    assert finding.declined is declined
    assert ("declined" in finding.edited) is declined


def test_a_finding_that_nobody_touched_goes_with_its_reason(ikm: Instrument) -> None:
    document = a_document({"R1.1": 0})

    assert again(document, ikm, 3, found(document, ikm)) == ()


@pytest.mark.parametrize(
    "typed",
    [
        {"pic": "Pak Slamet"},
        {"root_cause": "Tidak ada rak"},
        {"no_photo_reason": "Kamera mati"},
        {"text": "Kata saya", "edited": ("text",)},
    ],
)
@pytest.mark.parametrize("score", [3, "na", None])
def test_what_was_typed_outlives_a_better_nilai_and_comes_back(
    ikm: Instrument, typed: dict[str, Any], score: Score
) -> None:
    mine = a_finding(**typed)
    document = a_document({"R1.1": 2}, findings=(mine,))
    before = found(document, ikm)

    aside = again(document, ikm, score, before)
    back = again(document, ikm, 2, aside)

    assert [finding.declined for finding in aside] == [True]
    assert not aside[0].action.chosen
    assert back == before


def test_k3_switched_off_keeps_what_was_typed_there(ikm: Instrument) -> None:
    mine = a_finding("K3.1", pic="Pak Slamet")
    (finding,) = found(a_document({"K3.1": 0}, k3=False, findings=(mine,)), ikm)

    assert finding.declined
    assert finding.action.pic == "Pak Slamet"


def test_a_finding_that_a_person_declined_stays_declined_on_its_return(ikm: Instrument) -> None:
    mine = a_finding(declined=True, edited=("declined",))
    document = a_document({"R1.1": 2}, findings=(mine,))

    aside = again(document, ikm, 4, found(document, ikm))
    (back,) = again(document, ikm, 2, aside)

    assert back.declined


def test_taking_a_decline_back_holds_through_a_better_nilai(ikm: Instrument) -> None:
    mine = a_finding(edited=("declined", "text"), text="Kata saya")
    document = a_document({"R1.1": 2}, findings=(mine,))

    aside = again(document, ikm, 4, (mine,))
    (back,) = again(document, ikm, 2, aside)

    assert not back.declined
    assert back.text == "Kata saya"
