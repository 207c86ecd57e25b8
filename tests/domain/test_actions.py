"""The life of an action: each row of its table, and what no path through it can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.domain.actions import (
    ENDED,
    EVERYONE,
    LIVE,
    MOVES,
    STATES,
    Actor,
    after_visit,
    check_step,
    moves_from,
)
from audit.domain.document import Found

MENTOR_AND_OFFICE = ("mentor", "coordinator")
PEOPLE: tuple[tuple[str, Actor], ...] = (
    ("sri", "mentor"),
    ("", "owner_link"),
    ("dewi", "coordinator"),
)


def faults(state: str, to: str, actor: Actor = "mentor", **more: Any) -> tuple[str, ...]:
    given: dict[str, Any] = {"note": "sudah dilihat", "photos": 0, "doer": False}
    return check_step(state, to, actor, **(given | more))


@pytest.mark.parametrize(
    ("state", "found", "after"),
    [
        ("open", "selesai", "closed"),
        ("open", "sebagian", "in_progress"),
        ("open", "belum", "open"),
        ("in_progress", "selesai", "closed"),
        ("in_progress", "sebagian", "in_progress"),
        ("in_progress", "belum", "in_progress"),
        ("reported", "selesai", "closed"),
        ("reported", "sebagian", "in_progress"),
        ("reported", "belum", "in_progress"),
    ],
)
def test_a_visit_decides_the_state_of_an_action(state: str, found: Found, after: str) -> None:
    assert state in LIVE
    assert after_visit(state, found) == after


# The table of the contract, row by row: from, to, who, what it needs.
TABLE = {
    ("open", "in_progress"): (EVERYONE, ""),
    ("open", "reported"): (EVERYONE, "needs_proof"),
    ("in_progress", "reported"): (EVERYONE, "needs_proof"),
    ("reported", "closed"): (MENTOR_AND_OFFICE, "needs_proof"),
    ("reported", "in_progress"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("closed", "in_progress"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("closed", "open"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("cancelled", "in_progress"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("cancelled", "open"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("open", "cancelled"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("in_progress", "cancelled"): (MENTOR_AND_OFFICE, "needs_reason"),
    ("reported", "cancelled"): (MENTOR_AND_OFFICE, "needs_reason"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("to", STATES)
@pytest.mark.parametrize("actor", get_args(Actor))
def test_a_step_is_allowed_as_the_table_says(state: str, to: str, actor: Actor) -> None:
    actors, needs = TABLE.get((state, to), ((), ""))
    allowed = actor in actors

    assert (faults(state, to, actor) == ()) == allowed
    assert (to in [move.to for move in moves_from(state, actor)]) == allowed
    bare = faults(state, to, actor, note=" ")
    assert bare == (() if not needs else (needs,)) if allowed else bare == ("not_allowed",)


def test_the_table_has_no_two_rows_for_one_step() -> None:
    pairs = [(start, move.to) for move in MOVES for start in move.starts]

    assert sorted(pairs) == sorted(TABLE)


def test_a_photo_is_proof_but_no_reason() -> None:
    assert faults("open", "reported", note="", photos=1) == ()
    assert faults("reported", "closed", note="", photos=1) == ()
    assert faults("reported", "in_progress", note="", photos=1) == ("needs_reason",)


@pytest.mark.parametrize(("note", "enough"), [("rusak", True), (" rusa ", False), ("", False)])
def test_a_reason_has_five_letters(note: str, enough: bool) -> None:
    assert (faults("open", "cancelled", note=note) == ()) == enough


def test_who_reported_it_may_do_all_but_verify() -> None:
    assert faults("reported", "closed", doer=True) == ("own_work",)
    assert faults("reported", "closed", doer=True, note="") == ("own_work", "needs_proof")
    assert faults("reported", "in_progress", doer=True) == ()
    assert faults("reported", "cancelled", doer=True) == ()


@dataclass(frozen=True)
class Taken:
    """A step that was allowed."""

    start: str
    to: str
    who: str
    actor: Actor
    note: str


tries = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["reported", "closed", "in_progress", "open", "cancelled"]),
        st.sampled_from(["sudah dipasang", "rusak", "rusa", " ", ""]),
        st.integers(0, 2),
    ),
    min_size=5,
    max_size=40,
)


def taken(attempts: list[tuple[tuple[str, Actor], str, str, int]]) -> Iterator[Taken]:
    """The steps of a life in which people try whatever they like."""
    state, reporter = "open", None
    for (who, actor), to, note, photos in attempts:
        doer = bool(who) and who == reporter
        if not check_step(state, to, actor, note=note, photos=photos, doer=doer):
            yield Taken(state, to, who, actor, note)
            reporter = who if to == "reported" else reporter
            state = to


@given(tries)
@settings(max_examples=200)
def test_no_path_skips_verification(attempts: list[Any]) -> None:
    for step in taken(attempts):
        if step.to == "closed":
            assert step.start == "reported"
            assert step.actor in MENTOR_AND_OFFICE


@given(tries)
@settings(max_examples=200)
def test_nobody_verifies_his_own_work(attempts: list[Any]) -> None:
    reporter = ""
    for step in taken(attempts):
        if step.to == "closed":
            assert step.who != reporter
        if step.to == "reported":
            reporter = step.who


@given(tries)
@settings(max_examples=200)
def test_nothing_is_cancelled_or_reopened_without_a_reason(attempts: list[Any]) -> None:
    for step in taken(attempts):
        if step.to == "cancelled" or step.start in ENDED:
            assert len(step.note.strip()) >= 5


@given(tries)
@settings(max_examples=200)
def test_the_link_of_the_owner_only_begins_and_reports(attempts: list[Any]) -> None:
    for step in taken(attempts):
        if step.actor == "owner_link":
            assert step.start in ("open", "in_progress")
            assert step.to in ("in_progress", "reported")


@given(st.sampled_from(LIVE), st.lists(st.sampled_from(get_args(Found)), max_size=5))
def test_a_visit_alone_closes_in_one_step(state: str, found: list[Found]) -> None:
    for answer in found:
        after = after_visit(state, answer)
        assert (after == "closed") == (answer == "selesai")
        assert after in STATES
        state = after if after in LIVE else "open"
