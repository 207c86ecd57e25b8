"""From the third time on the app asks why, and wants another action than before."""

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.domain.again import folded, lacks, needs_root_cause, same_action
from audit.domain.document import Finding
from tests.domain.makers import a_finding
from tests.domain.strategies import a_findings

BEFORE = "Cat garis jalur, 2x seminggu."
texts = st.text(max_size=40)
blanks = st.text(st.characters(categories=["P", "S", "Z", "C"]), max_size=5)


def came_back(times: int = 3, **changes: Any) -> list[str]:
    """What a finding lacks that has an action like that of the time before."""
    given = {"action_text": BEFORE, "root_cause": "Cat murah"} | changes
    return list(lacks(a_finding(repeat=times, **given), {"R1.1": [BEFORE]}))


@pytest.mark.parametrize(("times", "kinds"), [(1, []), (2, []), (3, ["same_action"])])
def test_the_third_time_the_action_must_be_another(times: int, kinds: list[str]) -> None:
    assert came_back(times) == kinds


@pytest.mark.parametrize("cause", ["", " \n"])
def test_the_third_time_asks_why(cause: str) -> None:
    assert came_back(3, root_cause=cause) == ["root_cause", "same_action"]
    assert came_back(5, root_cause=cause, action_text="Ganti lantai") == ["root_cause"]
    assert came_back(2, root_cause=cause) == []


def test_another_action_and_a_cause_are_enough() -> None:
    assert came_back(action_text="Cat garis jalur, 3x seminggu.") == []


def test_other_items_of_the_time_before_do_not_count() -> None:
    assert list(lacks(a_finding(repeat=3, action_text="x", root_cause="y"), {"R1.2": ["x"]})) == []


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"action_text": "Sapu"}, True),
        ({"chosen": True}, True),
        ({"action_text": " "}, False),
        ({"action_text": "Sapu", "declined": True}, False),
    ],
)
def test_nothing_is_asked_where_nobody_is_to_act(changes: dict[str, Any], needed: bool) -> None:
    assert needs_root_cause(a_finding(repeat=3, **changes)) is needed


@pytest.mark.parametrize(
    "text",
    [
        "cat garis jalur 2X seminggu",
        "CAT  GARIS-JALUR: 2x\nseminggu!",
        "“Cat” garisjalur 2 x seminggu",
    ],
)
def test_case_spaces_and_punctuation_make_no_other_action(text: str) -> None:
    assert same_action(text, ["Sapu", BEFORE])


def test_a_text_without_words_is_like_no_other() -> None:
    assert not same_action("?!", ["", "…"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("İzin", "i̇zin"),
        ("ﬁlter", "FILTER"),
        ("é", "e\u0301"),
    ],
)
def test_letters_of_any_script_are_compared_without_case(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(texts)
def test_case_never_matters(text: str) -> None:
    assert folded(text.upper()) == folded(text) == folded(text.lower())
    assert folded(normalize("NFC", text)) == folded(text)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), max_size=5), max_size=6), st.data())
def test_what_stands_between_words_never_matters(words: list[str], data: st.DataObject) -> None:
    spread = "".join(word + data.draw(blanks) for word in words)

    assert folded(spread) == folded("".join(words))


@given(a_findings("R1.1", 10), st.integers(1, 6), st.sampled_from(["palu-di-lantai!", "Sapu", ""]))
def test_whatever_is_lacking_is_lacking_only_from_the_third_time_on(
    finding: Finding, times: int, text: str
) -> None:
    finding = replace(finding, repeat=times)
    kinds = list(lacks(finding, {"R1.1": [text]}))

    assert not kinds or (finding.repeat >= 3 and not finding.declined)
    assert ("root_cause" in kinds) <= (not finding.action.root_cause.strip())
    assert ("same_action" in kinds) <= (folded(finding.action.text) == folded(text) != "")
