import pytest

from audit.report.environment import resource
from audit.report.fetcher import FONTS
from audit.report.fonts import printable

FOLDER = resource("static") / FONTS


@pytest.mark.parametrize(
    "text", ["Rp1.500.000 – “ya” ↑", "Łukasz Žižka", "bagus 😀 👍🏽", "a\nb\tc"]
)
def test_what_the_fonts_have_stays(text: str) -> None:
    assert printable(text, FOLDER) == text


def test_other_scripts_are_said_by_their_code() -> None:
    assert printable("ا你", FOLDER) == "[U+0627][U+4F60]"


def test_accents_are_composed_first() -> None:
    assert printable("e\N{COMBINING ACUTE ACCENT}", FOLDER) == "é"


def test_unseen_characters_leave_without_a_trace() -> None:
    assert printable("a\x00\ufeffb\u2028c", FOLDER) == "ab c"
