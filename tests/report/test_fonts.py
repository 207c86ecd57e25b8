import pytest

from audit.report.fonts import FONTS, printable
from audit.report.places import resource
from audit.report.words import Words
from audit.report.words import words as words_of

FOLDER = resource("static") / FONTS


@pytest.mark.parametrize(
    "text", ["Rp1.500.000 – “ya” ↑", "Łukasz Žižka", "bagus 😀 👍🏽", "a\nb\tc"]
)
def test_what_the_fonts_have_stays(text: str, words: Words) -> None:
    assert printable(text, FOLDER, words) == text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ا", "[ARABIC LETTER ALEF]"),
        ("oli ꦲ!", "oli [JAVANESE LETTER HA]!"),
        ("ا你", "[ARABIC LETTER ALEF, CJK UNIFIED IDEOGRAPH-4F60]"),
        ("\ue000", "[U+E000]"),
        ("نظيف", "[ARABIC, 4 huruf]"),
        ("بنكيل  نظيف", "[ARABIC, 9 huruf]"),
        ("نظيف你", "[ARABIC dan HAN, 5 huruf]"),
        ("⚙𝄞𝄢𝄡𝄪", "⚙[4 tanda]"),
        ("نظيف\nنظيف", "[ARABIC, 4 huruf]\n[ARABIC, 4 huruf]"),
    ],
)
def test_what_no_font_has_is_said_by_its_name(typed: str, said: str, words: Words) -> None:
    assert printable(typed, FOLDER, words) == said


def test_it_is_said_in_the_language_of_the_report() -> None:
    assert printable("نظيف", FOLDER, words_of("en")) == "[ARABIC, 4 letters]"
    assert printable("𝄞" * 4, FOLDER, words_of("en")) == "[4 signs]"


@pytest.mark.parametrize(
    "typed", ["ا" * 5_000, "ا你" * 2_500, "اa" * 2_500, "ﯹa" * 2_500, "ا\n" * 2_500, "𝄞x" * 2_500]
)
def test_a_long_text_does_not_grow_much(typed: str, words: Words) -> None:
    assert len(printable(typed, FOLDER, words)) < 6 * len(typed)


def test_a_run_of_many_scripts_names_three(words: Words) -> None:
    assert printable("ا你ꦲกあ", FOLDER, words) == "[ARABIC, HAN, JAVANESE, …, 5 huruf]"


def test_accents_are_composed_first(words: Words) -> None:
    assert printable("e\N{COMBINING ACUTE ACCENT}", FOLDER, words) == "é"


def test_unseen_characters_leave_without_a_trace(words: Words) -> None:
    assert printable("a\x00\ufeffb\u2028c", FOLDER, words) == "ab c"
