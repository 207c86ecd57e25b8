"""What blocks finalising, and what is allowed but said."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, Carried, Document, Found, Signature, Signatures
from audit.domain.finalising import Missing, allowed, blocks, too_many_chosen
from audit.domain.instrument import Instrument
from audit.domain.scoring import Score
from tests.domain.makers import a_conflict, a_document, a_finding, all_at, uuid7

PHOTO = ("0" * 64,)


def complete(**answers: Answer) -> Document:
    """An audit that lacks nothing, but for `answers` (R1_1 stands for R1.1)."""
    given = {code: Answer(score=score) for code, score in all_at(3).items()}
    given |= {name.replace("_", "."): answer for name, answer in answers.items()}
    return a_document(answers=given)


def lacks(ikm: Instrument, document: Document) -> list[str]:
    return [missing.kind for missing in blocks(document, ikm)]


def test_a_complete_audit_is_blocked_by_nothing(ikm: Instrument) -> None:
    assert blocks(complete(), ikm) == ()


def test_every_unrated_item_blocks(ikm: Instrument) -> None:
    missing = blocks(complete(R1_2=Answer(note="belum"), K3_7=Answer()), ikm)

    assert missing == (Missing("unrated", "R1.2"), Missing("k3_unrated", "K3.7"))
    assert len(blocks(a_document(), ikm)) == 42


def test_k3_switched_off_asks_nothing(ikm: Instrument) -> None:
    document = replace(complete(K3_7=Answer(), K3_1=Answer(score=0)), k3=False)

    assert blocks(document, ikm) == ()


def test_an_unresolved_conflict_blocks(ikm: Instrument) -> None:
    conflicts = (
        a_conflict("answers.R1.1.score", 3, 1, item="R1.1"),
        a_conflict("met_with", "PIC", "pemilik"),
    )

    assert blocks(replace(complete(), conflicts=conflicts), ikm) == (
        Missing("conflict", "R1.1"),
        Missing("conflict", None),
    )


@pytest.mark.parametrize(
    ("reason", "blocked"), [("", True), ("abcd", True), (" abcd ", True), ("abcde", False)]
)
def test_na_needs_a_reason_of_five_characters(ikm: Instrument, reason: str, blocked: bool) -> None:
    document = complete(R5_6=Answer(score="na", na_reason=reason))

    assert lacks(ikm, document) == (["na_reason"] if blocked else [])


@pytest.mark.parametrize(
    ("proof", "blocked"),
    [({}, True), ({"note": " "}, True), ({"note": "ceklis"}, False), ({"photos": PHOTO}, False)],
)
def test_a_4_needs_a_note_or_a_photo(ikm: Instrument, proof: dict[str, Any], blocked: bool) -> None:
    assert lacks(ikm, complete(R1_1=Answer(score=4, **proof))) == (
        ["proof_for_four"] if blocked else []
    )


@pytest.mark.parametrize("score", [0, 1])
def test_a_0_or_1_needs_a_finding_with_text_and_a_photo(ikm: Instrument, score: Score) -> None:
    bare = complete(R1_1=Answer(score=score))
    empty = replace(bare, findings=(a_finding(text=" "),))
    photo = complete(R1_1=Answer(score=score, photos=PHOTO))

    assert lacks(ikm, bare) == ["finding_text", "no_photo"]
    assert blocks(empty, ikm) == (
        Missing("no_photo", "R1.1", uuid7(10)),
        Missing("finding_text", "R1.1", uuid7(10)),
    )
    assert lacks(ikm, replace(photo, findings=(a_finding(text="Oli"),))) == []


def test_a_reason_stands_in_for_the_photo(ikm: Instrument) -> None:
    bare = complete(R1_1=Answer(score=1))
    finding = a_finding(text="Oli", no_photo_reason="Kamera mati")

    assert lacks(ikm, replace(bare, findings=(finding,))) == []


def test_declining_a_0_or_1_excuses_nothing(ikm: Instrument) -> None:
    bare = complete(R1_1=Answer(score=1, photos=PHOTO))

    assert lacks(ikm, replace(bare, findings=(a_finding(declined=True),))) == ["finding_text"]


@pytest.mark.parametrize(("score", "kinds"), [(1, ["critical_action"]), (2, [])])
def test_a_critical_finding_needs_an_action(ikm: Instrument, score: int, kinds: list[str]) -> None:
    document = complete(K3_1=Answer(score=score, photos=PHOTO))
    finding = a_finding("K3.1", text="Pintu terhalang", action_text=" ")

    assert lacks(ikm, replace(document, findings=(finding,))) == kinds


def test_a_chosen_action_needs_pic_and_date(ikm: Instrument) -> None:
    bare = complete(R1_1=Answer(score=2))
    chosen = a_finding(chosen=True, pic=" ")
    agreed = a_finding(chosen=True, pic="Pak Slamet", due_on=date(2026, 12, 1))

    assert blocks(replace(bare, findings=(chosen,)), ikm) == (
        Missing("pic", "R1.1", uuid7(10)),
        Missing("due_on", "R1.1", uuid7(10)),
    )
    assert lacks(ikm, replace(bare, findings=(agreed,))) == []


def test_nothing_is_asked_of_a_declined_finding(ikm: Instrument) -> None:
    bare = complete(R1_1=Answer(score=2))

    assert lacks(ikm, replace(bare, findings=(a_finding(declined=True, chosen=True),))) == []


def test_what_comes_back_a_third_time_needs_a_cause_and_another_action(ikm: Instrument) -> None:
    document = complete(R1_1=Answer(score=2), R1_2=Answer(score=2))
    once_more = a_finding("R1.1", action_text="Sapu!", repeat=3)
    new = a_finding("R1.2", 11, action_text="Sapu", repeat=2)
    document = replace(document, findings=(once_more, new))

    assert blocks(document, ikm, {"R1.1": ["sapu"], "R1.2": ["sapu"]}) == (
        Missing("root_cause", "R1.1", uuid7(10)),
        Missing("same_action", "R1.1", uuid7(10)),
    )
    assert lacks(ikm, document) == []  # of an audit that is final already nothing is asked


def test_missing_signatures_and_photos_are_allowed_but_said() -> None:
    signed = Signature(name="Bu Tini", photo="0" * 64, at=datetime(2026, 11, 24, tzinfo=UTC))
    document = complete()
    mentor = replace(document, signatures=Signatures(mentor=signed))
    both = replace(document, signatures=Signatures(mentor=signed, owner=signed))

    assert [m.kind for m in allowed(document, 2)] == [
        "mentor_signature",
        "owner_signature",
        "photos_missing",
    ]
    assert allowed(mentor, 0) == (Missing("owner_signature"),)
    assert allowed(both, 0) == ()


def test_a_sixth_chosen_action_is_too_many_unless_declined() -> None:
    five = tuple(a_finding(f"R1.{n}", n, chosen=True) for n in range(1, 6))
    sixth = a_finding("R1.6", 6, chosen=True)
    declined = a_finding("R1.6", 6, chosen=True, declined=True)

    assert not too_many_chosen(a_document(findings=five))
    assert too_many_chosen(a_document(findings=(*five, sixth)))
    assert not too_many_chosen(a_document(findings=(*five, declined)))


@pytest.mark.parametrize(
    ("found", "note", "photos", "blocked"),
    [
        ("selesai", "", (), True),
        ("selesai", " \n", (), True),
        ("sebagian", "", (), True),
        ("selesai", "dilihat", (), False),
        ("sebagian", "", PHOTO, False),
        ("belum", "", (), False),
    ],
)
def test_an_earlier_action_is_done_only_with_proof(
    ikm: Instrument, found: Found, note: str, photos: tuple[str, ...], blocked: bool
) -> None:
    carried = Carried(action=uuid7(5), found=found, note=note, photos=photos)

    missing = blocks(replace(complete(R1_2=Answer()), carried=(carried,)), ikm)

    proof = (Missing("carried_proof", action=uuid7(5)),) if blocked else ()
    assert missing == (*proof, Missing("unrated", "R1.2"))
