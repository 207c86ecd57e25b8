"""What a person changes on the summary, and that the rest stays as the rule has it."""

from datetime import date
from typing import Any

import pytest

from audit.domain.amending import amended, field_name, merged, values
from audit.domain.document import Remarks
from tests.domain.makers import a_document, a_finding, uuid7

FINDING = a_finding(text="berserakan", due_on=date(2026, 12, 1), priority="tinggi", chosen=True)
DOCUMENT = a_document({"R1.1": 1}, findings=(FINDING,), remarks=Remarks(private="rahasia"))


def named(**fields: Any) -> dict[str, Any]:
    return {field_name(FINDING.id, name): value for name, value in fields.items()}


def test_values_name_every_field_of_the_summary() -> None:
    flat = values(DOCUMENT)

    assert flat["remarks_private"] == "rahasia"
    assert flat[field_name(FINDING.id, "due_on")] == date(2026, 12, 1)
    assert flat[field_name(FINDING.id, "chosen")] is True


def test_putting_back_all_values_changes_nothing() -> None:
    changes, both = merged(values(DOCUMENT), values(DOCUMENT), values(DOCUMENT))

    assert (changes, both) == ({}, frozenset())
    assert amended(DOCUMENT, changes) == DOCUMENT


@pytest.mark.parametrize(
    ("base", "newest", "posted", "changes", "both"),
    [
        ("a", "a", "a", {}, set()),
        ("a", "a", "b", {"x": "b"}, set()),
        ("a", "b", "a", {}, set()),
        ("a", "b", "b", {"x": "b"}, set()),
        ("a", "b", "c", {}, {"x"}),
    ],
)
def test_only_what_a_person_changed_goes_over_the_newest(
    base: str, newest: str, posted: str, changes: dict[str, str], both: set[str]
) -> None:
    changed, clashing = merged({"x": base}, {"x": newest}, {"x": posted})

    assert (changed, set(clashing)) == (changes, both)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "kunci pas berserakan"),
        ("area", "Gudang"),
        ("action_text", "Buat papan bayangan"),
        ("priority", "sedang"),
        ("due_on", None),
        ("cost", "kecil"),
        ("chosen", False),
        ("declined", True),
    ],
)
def test_a_change_against_the_rule_is_remembered(field: str, value: Any) -> None:
    [finding] = amended(DOCUMENT, named(**{field: value})).findings

    assert finding.edited == (field,)
    assert values(DOCUMENT) | named(**{field: value}) == values(
        amended(DOCUMENT, named(**{field: value}))
    )


def test_fields_without_a_rule_need_no_memory() -> None:
    [finding] = amended(DOCUMENT, named(pic="Joko", root_cause="?", no_photo_reason="!")).findings

    assert (finding.action.pic, finding.edited) == ("Joko", ())


def test_a_field_changed_twice_is_remembered_once() -> None:
    twice = amended(amended(DOCUMENT, named(text="a")), named(text="b"))

    assert twice.findings[0].edited == ("text",)


def test_own_fields_of_the_audit_are_changed() -> None:
    changes = {"remarks_owner": "setuju", "praises": ("R1.2",), "next_visit_on": date(2027, 1, 5)}

    document = amended(DOCUMENT, changes)

    assert document.remarks == Remarks(owner="setuju", private="rahasia")
    assert (document.praises, document.next_visit_on) == (("R1.2",), date(2027, 1, 5))


def test_dropping_one_of_the_five_leaves_the_rest_out_on_purpose() -> None:
    findings = tuple(a_finding(f"R1.{n}", n, chosen=n < 6) for n in range(1, 8))
    document = a_document({f"R1.{n}": 1 for n in range(1, 8)}, findings=findings)

    dropped = amended(document, {field_name(uuid7(1), "chosen"): False})

    assert [f.item for f in dropped.findings if "chosen" in f.edited] == ["R1.1", "R1.6", "R1.7"]


def test_swapping_one_for_another_leaves_the_rest_to_the_rule() -> None:
    findings = tuple(a_finding(f"R1.{n}", n, chosen=n < 6) for n in range(1, 8))
    document = a_document({f"R1.{n}": 1 for n in range(1, 8)}, findings=findings)

    swap = {field_name(uuid7(1), "chosen"): False, field_name(uuid7(7), "chosen"): True}
    swapped = amended(document, swap)

    assert [f.item for f in swapped.findings if "chosen" in f.edited] == ["R1.1", "R1.7"]
