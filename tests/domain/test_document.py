"""The audit document: shape, canonical form, and what it names."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.domain.document import (
    Answer,
    Carried,
    Document,
    Remarks,
    Signature,
    Signatures,
    canonical,
    decode,
)
from audit.domain.document import json_schema as schema
from tests.domain.makers import a_conflict, a_document, a_finding, uuid7
from tests.domain.people import bases


def sha(digit: int) -> str:
    return str(digit) * 64


def test_a_document_survives_its_canonical_form() -> None:
    document = a_document({"R1.1": 3, "R5.6": "na", "R2.2": None}, findings=(a_finding(),))

    assert decode(canonical(document)) == document
    assert canonical(decode(canonical(document))) == canonical(document)


def test_the_canonical_form_has_sorted_names_and_no_spaces() -> None:
    text = canonical(a_document({"R1.1": 3})).decode()

    assert text.startswith('{"answers":{"R1.1":{"area":"","na_reason":"","note":""')
    assert text == json.dumps(
        json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


@given(bases(), st.text())
def test_the_canonical_form_is_that_of_the_standard(document: Document, text: str) -> None:
    written = replace(document, met_with=text, remarks=Remarks(owner=text))

    assert canonical(written) == rfc8785.dumps(msgspec.to_builtins(written))


def test_a_conflict_survives_its_canonical_form() -> None:
    signed = Signature(name="Bu Tini", photo=sha(3), at=datetime(2026, 11, 24, tzinfo=UTC))
    document = a_document(
        conflicts=(
            a_conflict("answers.R2.3.score", 3, "na", None, item="R2.3"),
            a_conflict("signatures.owner", signed, None),
            a_conflict("praises", ("R1.1",), ()),
            a_conflict("k3", True, False),
        )
    )

    assert decode(canonical(document)) == document
    assert document.photo_hashes() == {sha(3)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [(b'"value":3', b'"value":5'), (b'"value":3', b'"value":1.5'), (b"05:00:00Z", b"05:00:00")],
)
def test_a_side_of_a_conflict_holds_only_what_a_field_could(wrong: bytes, right: bytes) -> None:
    data = canonical(a_document(conflicts=(a_conflict("answers.R2.3.score", 3, 1),)))

    assert wrong in data
    with pytest.raises(msgspec.ValidationError, match="conflicts"):
        decode(data.replace(wrong, right))


def test_an_item_without_an_answer_is_unrated() -> None:
    document = a_document({"R1.1": 3})

    assert document.answer("R1.2") == Answer()
    assert document.scores == {"R1.1": 3}


def test_a_document_names_every_photo_it_needs() -> None:
    signed = Signature(name="Bu Tini", photo=sha(3), at=datetime(2026, 11, 24, tzinfo=UTC))
    document = a_document(
        answers={"R1.1": Answer(score=1, photos=(sha(1), sha(2)))},
        carried=(Carried(action=uuid7(5), found="belum", photos=(sha(4),)),),
        signatures=Signatures(owner=signed),
    )

    assert document.photo_hashes() == {sha(1), sha(2), sha(3), sha(4)}


def test_a_text_may_have_5000_characters_and_a_name_120() -> None:
    fits = a_document(answers={"R1.1": Answer(note="x" * 5000)}, met_with="x" * 120)

    assert decode(canonical(fits)) == fits
    for long in (a_document(met_with="x" * 121), a_document(revision_reason="x" * 5001)):
        with pytest.raises(msgspec.ValidationError, match="length"):
            decode(canonical(long))


def test_every_number_that_is_taken_has_a_canonical_form() -> None:
    with pytest.raises(msgspec.ValidationError, match="revision"):
        decode(canonical(a_document()).replace(b'"revision":0', b'"revision":9007199254740993'))


def test_the_json_schema_names_the_document() -> None:
    document = schema()["$defs"]["Document"]

    assert document["additionalProperties"] is False
    assert set(document["required"]) == {"id", "instrument", "audited_on", "workshop", "mentor"}
