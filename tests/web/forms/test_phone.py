import pytest

from audit.web.forms.phone import e164, spoken


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("0812 3456 7890", "+6281234567890"),
        ("(0271) 712.345", "+62271712345"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+65 6123 4567", "+6561234567"),
        ("12", None),
        ("0812-ABC-7890", None),
        ("0812345678901234567", None),
        ("", None),
    ],
)
def test_e164_reads_what_indonesians_write(written: str, kept: str | None) -> None:
    assert e164(written) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+6281234567890", "0812-3456-7890"),
        ("+62271712345", "0271-7123-45"),
        ("+6561234567", "+6561234567"),
        ("", ""),
    ],
)
def test_spoken_is_how_people_say_it(kept: str, shown: str) -> None:
    assert spoken(kept) == shown
