"""A re-check has no sheet: what it must not have, what its answers need, how they change."""

from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, Carried, Document, Found, PointSeen, canonical
from audit.domain.finalising import Missing, blocks
from audit.domain.instrument import Instrument
from audit.domain.rechecks import (
    answered,
    field_name,
    photographed,
    saw_nothing,
    strange_parts,
    unproven,
    values,
)
from audit.domain.validation import Fault, check
from tests.domain.makers import a_conflict, a_document, a_finding, uuid7

ONE, TWO = uuid7(21), uuid7(22)
UUID4 = UUID("0b2c1d9e-1111-4111-8111-111111111111")
SHA, OTHER = "a" * 64, "b" * 64


def a_recheck(*carried: Carried, **changes: Any) -> Document:
    return a_document(type="recheck", carried=carried, **changes)


def test_it_needs_no_answers_to_be_final(ikm: Instrument) -> None:
    document = a_recheck(status="final", revision=1)

    assert blocks(document, ikm) == ()
    assert check(document, ikm, document.audited_on) == ()


@pytest.mark.parametrize(
    ("found", "more", "lacks"),
    [
        ("selesai", {}, True),
        ("sebagian", {"note": "  "}, True),
        ("selesai", {"note": "papan terpasang"}, False),
        ("sebagian", {"photos": (SHA,)}, False),
        ("belum", {}, False),
    ],
)
def test_done_wholly_or_in_part_needs_a_photo_or_a_note(
    ikm: Instrument, found: Found, more: dict[str, Any], lacks: bool
) -> None:
    document = a_recheck(Carried(action=ONE, found=found, **more))

    assert unproven(document) == ((ONE,) if lacks else ())
    assert blocks(document, ikm) == ((Missing("carried_proof", action=ONE),) if lacks else ())


def test_a_conflict_keeps_it_from_its_end(ikm: Instrument) -> None:
    path = f"carried.{ONE}.found"
    document = a_recheck(
        Carried(action=ONE, found="belum"), conflicts=(a_conflict(path, "belum", "selesai"),)
    )

    assert [missing.kind for missing in blocks(document, ikm)] == ["conflict"]


def test_parts_of_a_sheet_are_refused(ikm: Instrument) -> None:
    document = a_recheck(
        answers={"R1.1": Answer(score=2)}, findings=(a_finding(),), praises=("R1.1",)
    )
    wrong = [Fault(part, "not_in_recheck") for part in ("answers", "findings", "praises")]

    assert list(strange_parts(document)) == wrong
    assert set(wrong) <= set(check(document, ikm, document.audited_on))
    assert list(strange_parts(replace(document, type="mentor"))) == []


def test_points_are_of_rechecks_only_and_each_once(ikm: Instrument) -> None:
    seen = PointSeen(point=ONE, photos=(SHA,))
    recheck = a_recheck(points=(seen, seen, PointSeen(point=UUID4)))

    assert check(recheck, ikm, recheck.audited_on) == (
        Fault("points.2.point", "not_uuid7"),
        Fault("points.1.point", "duplicate"),
    )
    assert list(strange_parts(a_document(points=(seen,)))) == [Fault("points", "only_in_recheck")]


@pytest.mark.parametrize(
    ("more", "nothing"),
    [
        ({}, True),
        ({"points": (PointSeen(point=ONE, name="Rak alat"),)}, True),
        ({"points": (PointSeen(point=ONE, photos=(SHA,)),)}, False),
        ({"carried": (Carried(action=ONE, found="belum"),)}, False),
    ],
)
def test_a_name_alone_is_no_look(more: dict[str, Any], nothing: bool) -> None:
    assert saw_nothing(a_document(type="recheck", **more)) is nothing


def test_a_newer_photo_takes_the_place_of_the_one_at_a_point() -> None:
    document = photographed(a_recheck(), {ONE: SHA, TWO: SHA})

    again = photographed(document, {ONE: OTHER})

    assert again.points == (
        PointSeen(point=ONE, photos=(OTHER,)),
        PointSeen(point=TWO, photos=(SHA,)),
    )
    assert again.photo_hashes() == {SHA, OTHER}
    assert b"points" not in canonical(photographed(a_recheck(), {}))


def test_answers_change_one_field_at_a_time_and_photos_add_up() -> None:
    document = a_recheck(Carried(action=ONE, found="belum", note="dicari", photos=(SHA,)))
    changes = {field_name(ONE, "found"): "sebagian", field_name(TWO, "found"): "selesai"}

    new = answered(document, changes, {ONE: [OTHER], TWO: [SHA]}, {ONE: [SHA]})

    assert new.carried == (
        Carried(action=ONE, found="sebagian", note="dicari", photos=(OTHER,)),
        Carried(action=TWO, found="selesai", photos=(SHA,)),
    )
    assert values(new)[field_name(ONE, "note")] == "dicari"


def test_a_note_or_a_photo_without_its_answer_is_left_out() -> None:
    changes = {field_name(ONE, "note"): "hampir"}

    assert answered(a_recheck(), changes, {TWO: [SHA]}, {}).carried == ()
