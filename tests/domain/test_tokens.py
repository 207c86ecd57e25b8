import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.domain.tokens import fingerprint, token_of, well_formed

CHANCE = st.binary(min_size=16, max_size=16)


def test_a_token_is_22_letters_that_need_no_escape() -> None:
    assert token_of(bytes(16)) == "A" * 22
    assert token_of(b"\xff" * 16) == "_" * 21 + "w"


@given(CHANCE)
def test_every_token_is_well_formed(chance: bytes) -> None:
    assert well_formed(token_of(chance))


@given(CHANCE, CHANCE)
def test_other_bits_are_another_token(one: bytes, other: bytes) -> None:
    assert (token_of(one) == token_of(other)) == (one == other)


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_token_has_128_bits(size: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        token_of(bytes(size))


@pytest.mark.parametrize(
    "text", ["", "A" * 21, "A" * 23, "A" * 21 + "+", "A" * 22 + "\n", "é" * 22]
)
def test_what_can_not_be_a_token_is_known_by_its_looks(text: str) -> None:
    assert not well_formed(text)


def test_of_a_token_its_sha_256_is_kept() -> None:
    assert fingerprint("A" * 22) == (
        "8a5bdb4cc15164126c6ef2668de9dd240d299ce6397a42c95a9411b93d080ed8"
    )
    assert fingerprint("A" * 22) != fingerprint("A" * 21 + "B")


def test_a_letter_that_carries_no_bits_counts_too() -> None:
    # 22 letters hold 132 bits: the last one could be altered and still decode to the same bytes.
    token = token_of(bytes(16))

    assert fingerprint(token) != fingerprint(token[:-1] + "B")
