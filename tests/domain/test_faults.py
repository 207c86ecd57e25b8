"""What msgspec says, as a field and a code."""

import json
from typing import Any

import msgspec
import pytest

from audit.domain.document import Document, canonical, decode
from audit.domain.faults import faults_of
from tests.domain.makers import a_document, uuid7

LONG = "x" * 5001


def wrong(changes: dict[str, Any]) -> str:
    """The JSON of a document with `changes`; a change to None takes the field away."""
    whole = json.loads(canonical(a_document())) | changes
    return json.dumps({name: value for name, value in whole.items() if value is not None})


def faults(changes: dict[str, Any], *, told: bool = True) -> list[tuple[str, str]]:
    text = wrong(changes)
    with pytest.raises(msgspec.ValidationError) as caught:
        decode(text)
    found = faults_of(caught.value, text) if told else faults_of(caught.value)
    return [(fault.field, fault.code) for fault in found]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"foo": 1}, "foo", "unknown_field"),
        ({"mentor": None}, "mentor", "missing"),
        ({"id": "x"}, "id", "wrong_value"),
        ({"type": "other"}, "type", "wrong_value"),
        ({"schema": 2}, "schema", "unknown_schema"),
        ({"schema": "1"}, "schema", "unknown_schema"),
        ({"audited_on": "24-11-2026"}, "audited_on", "wrong_value"),
        ({"revision": -1}, "revision", "wrong_value"),
        ({"revision": 2**60}, "revision", "wrong_value"),
        ({"k3": "yes"}, "k3", "wrong_type"),
        ({"answers": []}, "answers", "wrong_type"),
        ({"areas": ["ok", "x" * 121]}, "areas.1", "too_long"),
        ({"remarks": {"mentor": LONG}}, "remarks.mentor", "too_long"),
        ({"praises": ["R1.1\n"]}, "praises.0", "wrong_value"),
        ({"findings": [{"id": str(uuid7(9))}]}, "findings.0.item", "missing"),
        (
            {"findings": [{"id": str(uuid7(9)), "item": "R1.1", "action": {"cost": "murah"}}]},
            "findings.0.action.cost",
            "wrong_value",
        ),
    ],
)
def test_a_fault_has_a_field_and_a_code(changes: dict[str, Any], field: str, code: str) -> None:
    assert faults(changes) == [(field, code)]
    assert faults(changes, told=False) == [(field, code)]


@pytest.mark.parametrize(
    ("answer", "field", "code"),
    [
        ({"score": 5}, ".score", "wrong_value"),
        ({"score": "x"}, ".score", "wrong_value"),
        ({"score": 1.5}, ".score", "wrong_type"),
        ({"note": LONG}, ".note", "too_long"),
        ({"catatan": ""}, ".catatan", "unknown_field"),
        ({"photos": ["0" * 64 + "\n"]}, ".photos.0", "wrong_value"),
        (3, "", "wrong_type"),
    ],
)
def test_a_wrong_answer_names_its_item(answer: object, field: str, code: str) -> None:
    answers = {"answers": {"R1.1": {"score": 3}, "R1.2": answer}}

    assert faults(answers) == [(f"answers.R1.2{field}", code)]
    assert faults(answers, told=False) == [(f"answers.*{field}", code)]


def test_all_wrong_answers_are_named_at_once() -> None:
    answers = {"R1.1": {"note": LONG}, "R1.2": {}, "r9": {}, "R1.3": {"score": 9}}

    assert faults({"answers": answers}) == [
        ("answers.R1.1.note", "too_long"),
        ("answers.r9", "unknown_item"),
        ("answers.R1.3.score", "wrong_value"),
    ]


def test_plain_values_tell_as_much_as_json() -> None:
    whole = json.loads(wrong({"answers": {"R1.1": {"note": LONG}}}))
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(whole, Document)

    (fault,) = faults_of(caught.value, whole)

    assert (fault.field, fault.code) == ("answers.R1.1.note", "too_long")


def test_words_of_a_person_are_not_taken_for_a_place() -> None:
    assert faults({"type": "a - at `$.b`"}) == [("type", "wrong_value")]


@pytest.mark.parametrize("more", ["[" * 100_000 + "]" * 100_000, '"\\ud800"', "["])
def test_what_can_not_be_read_behind_a_wrong_answer_hides_no_fault(more: str) -> None:
    text = wrong({"answers": {"R1.1": {"score": 9}}})[:-1] + f', "more": {more}}}'
    with pytest.raises(msgspec.ValidationError) as caught:
        decode(text)

    (found,) = faults_of(caught.value, text)

    assert (found.field, found.code) == ("answers.*.score", "wrong_value")
