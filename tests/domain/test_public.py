"""What may leave the app, and the fingerprint of it."""

from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import given
from msgspec.structs import replace

from audit.domain.document import Conflict, Document, Remarks, Side, canonical
from audit.domain.public import fingerprint, grouped, public
from tests.domain.strategies import documents

SECRET = "hanya untuk pendamping"


def conflict(path: str, value: str) -> Conflict:
    side = Side(value=value, by="Rina", at=datetime(2026, 11, 24, tzinfo=UTC))
    return Conflict(path=path, sides=(side, side))


@given(documents())
def test_nothing_private_is_left(document: Document) -> None:
    told = (conflict("remarks.private", SECRET), conflict("remarks.owner", "Setuju."))
    secret = replace(document, remarks=Remarks(private=SECRET), conflicts=told)

    assert SECRET.encode() not in canonical(public(secret))
    assert public(secret).conflicts == told[1:]
    assert public(public(secret)) == public(secret)


@given(documents())
def test_a_document_without_a_private_remark_is_public_as_it_is(document: Document) -> None:
    open_one = replace(document, remarks=replace(document.remarks, private=""), conflicts=())

    assert public(open_one) == open_one
    assert fingerprint(open_one) == sha256(canonical(open_one)).hexdigest()


@given(documents())
def test_the_private_remark_does_not_change_the_fingerprint(document: Document) -> None:
    other = replace(document, remarks=replace(document.remarks, private=SECRET))

    assert fingerprint(other) == fingerprint(document)


def test_a_fingerprint_is_compared_in_groups_of_four() -> None:
    assert grouped("0123456789ab") == "0123 4567 89ab"
