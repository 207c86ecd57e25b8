"""Every field that people fill in, by its path."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.domain.document import Answer, Carried, Remarks, Signature, Signatures
from audit.domain.paths import (
    ABSENT,
    Place,
    blank,
    item,
    kind,
    place,
    plain,
    read,
    ruled,
    value,
    values,
    with_value,
)
from tests.domain.makers import NOON, a_document, a_finding, uuid7
from tests.domain.people import bases, paths_of

FINDING = f"findings.{uuid7(10)}"
CARRIED = f"carried.{uuid7(71)}"
OWNER = Signature(name="Bu Tini", photo="a" * 64, at=NOON)
FULL = a_document(
    answers={"R1.10": Answer(score=0, note="Palu", photos=("a" * 64,))},
    findings=(a_finding("R1.10", text="Palu", pic="Sri", due_on=None, edited=("due_on",)),),
    carried=(Carried(action=uuid7(71), found="belum"),),
    remarks=Remarks(private="rahasia"),
    signatures=Signatures(owner=OWNER),
    areas=("Produksi",),
    k3=False,
)


def test_values_are_what_people_filled_in() -> None:
    assert values(FULL) == {
        "areas": ("Produksi",),
        "k3": False,
        "audited_on": date(2026, 11, 24),
        "remarks.private": "rahasia",
        "signatures.owner": OWNER,
        "answers.R1.10.score": 0,
        "answers.R1.10.note": "Palu",
        "answers.R1.10.photos": ("a" * 64,),
        f"{CARRIED}.found": "belum",
        f"{FINDING}.pic": "Sri",
        f"{FINDING}.due_on": None,
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("answers.R1.10.score", Place("answers", "R1.10", "score")),
        (f"{FINDING}.due_on", Place("findings", str(uuid7(10)), "due_on")),
        ("remarks.owner", Place("remarks", "", "owner")),
        ("met_with", Place("", "", "met_with")),
    ],
)
def test_a_path_is_taken_apart(path: str, found: Place) -> None:
    assert place(path) == found
    assert kind(path) is not None


@pytest.mark.parametrize(
    "path", ["", ".met_with", "status", "answers", "answers.R1.1", "remarks", "remarks.x.owner"]
)
def test_no_document_has_such_a_path(path: str) -> None:
    assert kind(path) is None


@pytest.mark.parametrize(
    ("path", "held"),
    [
        ("answers.R1.10.score", 0),
        ("answers.R2.1.score", None),
        (f"{FINDING}.text", "Palu"),
        (f"findings.{uuid7(9)}.text", ABSENT),
        (f"{CARRIED}.found", "belum"),
        (f"carried.{uuid7(9)}.found", ABSENT),
        ("signatures.mentor", None),
        ("k3", False),
    ],
)
def test_a_value_is_read_at_its_path(path: str, held: Any) -> None:
    assert value(FULL, path) == held


@pytest.mark.parametrize(
    ("path", "code"),
    [("answers.R2.1.note", "R2.1"), (f"{FINDING}.pic", "R1.10"), ("met_with", "")],
)
def test_a_path_is_about_an_item_or_none(path: str, code: str) -> None:
    assert item(FULL, path) == code


@pytest.mark.parametrize(
    ("path", "nothing"),
    [
        ("answers.R1.1.score", None),
        ("answers.R1.1.note", ""),
        ("next_visit_on", None),
        ("signatures.owner", None),
        ("praises", ()),
        (f"{FINDING}.pic", ""),
    ],
)
def test_nothing_looks_different_in_each_field(path: str, nothing: Any) -> None:
    assert blank(path) == plain(path, ABSENT) == nothing


def test_a_day_is_told_as_in_json_and_read_back() -> None:
    day = date(2026, 12, 22)

    assert plain("next_visit_on", day) == "2026-12-22"
    assert read("next_visit_on", "2026-12-22") == day
    assert read("signatures.owner", OWNER) == OWNER


@pytest.mark.parametrize(("name", "by_rule"), [("due_on", True), ("text", True), ("pic", False)])
def test_the_rule_fills_some_fields_of_findings(name: str, by_rule: bool) -> None:
    assert ruled(f"{FINDING}.{name}") is by_rule
    assert not ruled("answers.R1.1.score")


def test_a_value_of_a_finding_is_a_decision_and_can_be_left_to_the_rule_again() -> None:
    (mine,) = with_value(FULL, f"{FINDING}.cost", "kecil").findings
    (free,) = with_value(FULL, f"{FINDING}.due_on", ABSENT).findings
    (nobody,) = with_value(FULL, f"{FINDING}.pic", ABSENT).findings

    assert (mine.action.cost, mine.edited) == ("kecil", ("due_on", "cost"))
    assert free.edited == ()
    assert (nobody.action.pic, nobody.edited) == ("", ("due_on",))


def test_a_value_for_an_item_without_an_answer_makes_one() -> None:
    document = with_value(FULL, "answers.R2.1.score", "na")

    assert document.answers == {**FULL.answers, "R2.1": Answer(score="na")}


def test_a_value_for_something_that_is_gone_changes_nothing() -> None:
    assert with_value(FULL, f"carried.{uuid7(9)}.found", "selesai") == FULL
    assert with_value(FULL, f"findings.{uuid7(9)}.pic", "Sri") == FULL


@given(st.data())
def test_what_is_put_at_a_path_is_read_there_and_nowhere_else(data: st.DataObject) -> None:
    document, other = data.draw(bases()), data.draw(bases())
    path = data.draw(st.sampled_from(paths_of(document)))
    held = value(other, path)
    if held is ABSENT:
        held = blank(path) if "found" not in path else "selesai"

    after = with_value(document, path, held)

    assert value(after, path) == held
    elsewhere = values(replace(after)).items() ^ values(document).items()
    assert {name for name, _ in elsewhere} <= {path}
