"""The verdict sees each thing that may go wrong; evidence here is small and made by hand."""

import hashlib
import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.chaos.verdict import Evidence, Json, Said, Verdict, Version, judge

AUDIT = "0193"
PHOTO = b"a photo"
SHA = hashlib.sha256(PHOTO).hexdigest()


def document(**answer: Any) -> Json:
    answers = {"R1.1": {"score": None, "note": "", "photos": []} | answer} if answer else {}
    return {"id": AUDIT, "answers": answers, "findings": [], "conflicts": []}


def version(number: int, content: Json, sent: Json | None = None) -> Version:
    text = json.dumps(content)
    return Version(
        number, f"op-{number}", hashlib.sha256(text.encode()).hexdigest(), text, content, sent
    )


def record(content: Json, **overrides: Any) -> Json:
    clean = {"document": content, "sending": None, "edits": 1, "synced": 1, "trouble": None}
    return clean | overrides


@pytest.fixture
def good() -> Evidence:
    """One tablet rated, wrote and photographed; all of it arrived."""
    last = document(score=3, note="rapi", photos=[SHA])
    return Evidence(
        said=[
            Said("one", AUDIT, "answers.R1.1.score", 2),
            Said("one", AUDIT, "answers.R1.1.score", 3),
            Said("one", AUDIT, "answers.R1.1.note", "rapi"),
            Said("one", AUDIT, "answers.R1.1.photos", SHA),
        ],
        server={AUDIT: [version(1, document()), version(2, last)]},
        photos={SHA: PHOTO},
        tablets={"one": {AUDIT: record(deepcopy(last))}},
        begun=1,
    )


def kinds(verdict: Verdict) -> set[str]:
    return {kind for kind, found in vars(verdict).items() if found}


def change_last(evidence: Evidence, **changes: Any) -> None:
    """Change the last version, and every tablet's copy with it."""
    history = evidence.server[AUDIT]
    changed = history[-1].document | changes
    history[-1] = version(len(history), changed)
    for records in evidence.tablets.values():
        records[AUDIT] = record(deepcopy(changed))


def test_a_good_run_is_good(good: Evidence) -> None:
    assert judge(good) == Verdict()
    assert judge(good).good
    assert str(judge(good)) == "missing 0, duplicate 0, half written 0, wrong hash 0, unequal 0"


def test_a_value_that_is_nowhere_is_missing(good: Evidence) -> None:
    good.said.append(Said("one", AUDIT, "answers.R1.2.score", 4))

    assert kinds(judge(good)) == {"missing"}


def test_an_old_value_of_a_lone_hand_in_force_is_missing_the_new_one(good: Evidence) -> None:
    good.said.append(Said("one", AUDIT, "answers.R1.1.score", 2))
    good.server[AUDIT].insert(1, version(2, document(score=2)))
    good.server[AUDIT][2] = version(3, good.server[AUDIT][2].document)

    [sentence] = judge(good).missing

    assert "gave way to 3" in sentence


def test_a_value_that_was_entered_as_the_battery_died_may_be_there_or_not(good: Evidence) -> None:
    good.said.append(Said("one", AUDIT, "answers.R1.1.score", 4, sure=False))
    good.said.append(Said("one", AUDIT, "answers.R1.3.score", 4, sure=False))

    assert judge(good).good


def test_a_value_may_live_on_in_a_conflict_an_older_version_or_a_sent_one(good: Evidence) -> None:
    sides = [{"value": 3, "by": "A", "at": ""}, {"value": 1, "by": "B", "at": ""}]
    change_last(good, conflicts=[{"path": "answers.R1.1.score", "item": "R1.1", "sides": sides}])
    good.server[AUDIT][0] = version(1, document(note="lama"), sent=document(score=0))
    good.said.append(Said("two", AUDIT, "answers.R1.1.score", 1))
    good.said.append(Said("three", AUDIT, "answers.R1.1.note", "lama"))
    good.said.append(Said("four", AUDIT, "answers.R1.1.score", 0))

    assert judge(good).good


def test_an_audit_that_never_arrived_is_missing(good: Evidence) -> None:
    good.said.append(Said("one", "0194", "answers.R1.1.score", 4))
    good.begun = 1

    assert "missing" in kinds(judge(good))


def test_a_photo_that_no_answer_names_is_missing(good: Evidence) -> None:
    change_last(good, answers={"R1.1": {"score": 3, "note": "rapi", "photos": []}})

    assert kinds(judge(good)) == {"missing"}


def test_things_that_are_there_twice_are_duplicate(good: Evidence) -> None:
    finding = {"id": "f1", "item": "R1.1"}
    change_last(good, findings=[finding, finding])
    assert kinds(judge(good)) == {"duplicate"}

    change_last(
        good,
        findings=[finding],
        answers={"R1.1": {"score": 3, "note": "rapi", "photos": [SHA, SHA]}},
    )
    assert kinds(judge(good)) == {"duplicate"}


def test_an_operation_that_was_stored_twice_is_duplicate(good: Evidence) -> None:
    good.server[AUDIT].append(replace(version(2, good.server[AUDIT][-1].document), number=3))

    assert kinds(judge(good)) == {"duplicate"}


def test_an_audit_too_many_is_duplicate(good: Evidence) -> None:
    good.server["0194"] = [replace(version(9, document()), number=1)]

    assert kinds(judge(good)) == {"duplicate"}


def test_a_conflict_of_one_hand_with_itself_is_duplicate(good: Evidence) -> None:
    sides = [{"value": 3, "by": "A", "at": ""}, {"value": 2, "by": "A", "at": ""}]
    change_last(good, conflicts=[{"path": "answers.R1.1.score", "item": "R1.1", "sides": sides}])

    assert kinds(judge(good)) == {"duplicate"}


def test_a_version_that_is_not_what_its_hash_says_is_half_written(good: Evidence) -> None:
    good.server[AUDIT][0] = Version(1, "op-1", "0" * 64, "{}", document())

    assert kinds(judge(good)) == {"half_written"}


def test_a_version_that_is_not_there_is_half_written(good: Evidence) -> None:
    del good.server[AUDIT][0]

    assert kinds(judge(good)) == {"half_written"}


def test_a_photo_that_did_not_arrive_is_half_written(good: Evidence) -> None:
    good.photos[SHA] = None

    assert kinds(judge(good)) == {"half_written"}


def test_a_photo_with_other_bytes_has_a_wrong_hash(good: Evidence) -> None:
    good.photos[SHA] = PHOTO[:-1]

    assert kinds(judge(good)) == {"wrong_hash"}


def test_a_tablet_with_another_document_or_with_something_unsent_is_unequal(good: Evidence) -> None:
    good.tablets["two"] = {AUDIT: record(document(score=3))}
    assert "two differs" in judge(good).unequal[0]

    last = good.server[AUDIT][-1].document
    good.tablets["two"] = {AUDIT: record(last, edits=2)}
    assert "two still waits" in judge(good).unequal[0]
