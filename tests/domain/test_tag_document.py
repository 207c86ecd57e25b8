"""A red tag as tablets send it: read strictly, and its days and names make sense."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from audit.domain.faults import faults_of
from audit.domain.red_tags import DECISIONS
from audit.domain.tag_document import (
    MAX_TAG,
    TagDocument,
    canonical_tag,
    check_tag,
    decode_tag,
)
from audit.storage.base import new_id
from tests.factories import TODAY

TAG = {
    "type": "red_tag",
    "id": str(new_id()),
    "workshop": {"id": str(new_id()), "name": "CV Kurnia Teknik"},
    "tagged_on": "2026-11-20",
    "name": "Mesin bor duduk",
}


def read(**changes: Any) -> TagDocument:
    return decode_tag(json.dumps(TAG | changes))


def wrong(**changes: Any) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in check_tag(read(**changes), TODAY)]


def test_what_is_not_said_is_empty() -> None:
    tag = read()

    assert (tag.quantity, tag.area, tag.reason, tag.note) == ("", "", "", "")
    assert (tag.photo, tag.decision, tag.decided_on) == (None, None, None)
    assert decode_tag(canonical_tag(tag)) == tag
    assert wrong() == []


@pytest.mark.parametrize("word", DECISIONS)
def test_each_decision_with_its_day_is_right(word: str) -> None:
    assert wrong(decision=word, decided_on="2026-11-24", note="ke pengepul") == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"type": "mentor"}, "type", "wrong_value"),
        ({"decision": "simpan"}, "decision", "wrong_value"),
        ({"photo": "A" * 64}, "photo", "wrong_value"),
        ({"name": "x" * 121}, "name", "too_long"),
        ({"note": "x" * 5001}, "note", "too_long"),
        ({"number": 7}, "number", "unknown_field"),
        ({"workshop": {"id": TAG["id"]}}, "workshop.name", "missing"),
        ({"quantity": 3}, "quantity", "wrong_type"),
    ],
)
def test_another_shape_is_refused_by_field(changes: Any, field: str, code: str) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        read(**changes)

    assert [(fault.field, fault.code) for fault in faults_of(error.value)] == [(field, code)]


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_tag('{"type": "red_tag", "id": ' + "[" * 100_000 + "]" * 100_000 + "}")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": " "}, ("name", "missing")),
        ({"name": "a\0b"}, ("document", "unprintable")),
        ({"id": "7c1f3a0e-3f0e-4c53-9d0e-0a4a1c1d2e3f"}, ("id", "not_uuid7")),
        ({"tagged_on": "2026-11-26"}, ("tagged_on", "not_yet")),
        ({"decision": "jual"}, ("decided_on", "missing")),
        ({"decided_on": "2026-11-24"}, ("decision", "missing")),
        ({"decision": "jual", "decided_on": "2026-11-26"}, ("decided_on", "not_yet")),
        ({"decision": "jual", "decided_on": "2026-11-19"}, ("decided_on", "before_tag")),
    ],
)
def test_a_broken_rule_is_named(changes: Any, fault: tuple[str, str]) -> None:
    assert wrong(**changes) == [fault]


def test_a_clock_that_is_a_day_ahead_is_forgiven() -> None:
    tomorrow = str(TODAY + timedelta(days=1))

    assert wrong(tagged_on=tomorrow, decision="jual", decided_on=tomorrow) == []


def test_the_longest_texts_fit() -> None:
    long = read(reason="漢" * 5000, note="漢" * 5000, **dict.fromkeys(("name", "area"), "漢" * 120))

    assert len(canonical_tag(long)) < MAX_TAG
