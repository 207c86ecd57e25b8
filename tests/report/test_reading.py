from decimal import Decimal
from fractions import Fraction

import pytest

from audit.report.page import ReportPage
from audit.report.reading import movement, pattern
from audit.report.words import Words
from tests.report.makers import a_row

NAMES = ("Ringkas", "Rapi", "Resik", "Rawat", "Rajin")


def test_the_reading_of_audit_ke_5(page: ReportPage) -> None:
    assert page.scores.reading == (
        "Ringkas, Rapi, Resik, dan Rajin naik; Rawat tetap. "
        "Bersih-bersihnya sudah jalan, aturannya belum tertulis."
    )


@pytest.mark.parametrize(
    ("values", "change", "sentence"),
    [
        ((50, 40, 45, 20, 10), None, "aturan dan kebiasaannya belum ada"),
        ((80, 80, 80, 70, 40), None, "kebiasaannya belum jalan"),
        ((40, 40, 40, 60, 60), None, "keadaan bengkel belum mengikutinya"),
        ((75, 80, 90, 75, 100), None, "sekarang tinggal menjaganya"),
        ((10, 20, 30, 0, 0), None, "kerjakan tindakan nomor satu"),
        ((65, 30, 65, 60, 60), None, "Rapi paling tertinggal"),
        ((55, 55, 55, 55, 55), None, "berjalan seimbang"),
        ((54, 36, 43, 21, 11), Decimal("-16.4"), "belum terjaga"),
        ((54, None, 43, 21, 11), None, "Belum cukup butir"),
    ],
)
def test_patterns_are_said_in_words(
    words: Words, values: tuple[int | None, ...], change: Decimal | None, sentence: str
) -> None:
    rows = [
        a_row(name, value=None if value is None else Fraction(value))
        for name, value in zip(NAMES, values, strict=True)
    ]

    assert sentence in pattern(words, rows, change)


def test_what_fell_is_named(words: Words) -> None:
    changes = ("+1,0", "\N{MINUS SIGN}2,0", "0,0", "–", "")
    rows = [a_row(n, value=Fraction(50), change=c) for n, c in zip(NAMES, changes, strict=True)]

    assert movement(words, rows) == "Ringkas naik; Rapi turun; Resik tetap."
