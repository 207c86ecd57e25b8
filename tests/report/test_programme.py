"""How a programme is said: on paper and, with the same words, on screen."""

import io

import pikepdf
import pytest

from audit.report.environment import programme_html
from audit.report.pdf import to_pdf
from audit.report.programme import ProgrammeInput, programme_page
from tests.histories import printed
from tests.programmes import a_programme, a_standing, to_print
from tests.report.makers import PROGRAMME


def pdf(context: ProgrammeInput) -> bytes:
    page = programme_html(programme_page(context))
    return to_pdf(page, lambda sha: None, language=context.language)


@pytest.fixture(scope="module")
def paper() -> str:
    return printed(pdf(to_print(3)))


@pytest.mark.parametrize(
    "told",
    [
        "Program Pembinaan 5R",
        "Keadaan semua usaha binaan aktif pada 24 November 2026",
        "usaha binaan aktif diaudit dalam 90 hari rata\N{MINUS SIGN}rata skor 2 usaha",
        "Sangat Kurang 2",
        "Belum ada skor 1",
        "Belum dicatat 2",
        "R2.6 Batas stok dan urutan pakai (FIFO) 2 dari 2 usaha",
        "Bengkel Motor Pak Slamet 16 Agu 2026 31,0 \N{MINUS SIGN}3,5 +12,0 9 23 Nov 2026",
        "Surakarta · Mentor contoh Sangat Kurang 4 terlambat",
        "UD Sumber 1 belum – – – 0 –",
    ],
)
def test_the_summary_tells(paper: str, told: str) -> None:
    assert told in paper


def test_it_speaks_english_too() -> None:
    assert "Workshops, those that most need attention first" in printed(pdf(to_print(2, "en")))


def test_bars_are_told_to_who_cannot_see_them() -> None:
    page = programme_page(to_print(3))

    assert "Usaha menurut predikat: Sangat Baik 0, Baik 0, Cukup 0, Kurang 0," in page.bands
    assert "Usaha menurut kelas kemandirian: Pemula 1, Madya 0," in page.stages


def test_a_workshop_that_needs_nothing_is_not_flagged() -> None:
    told = a_programme(a_standing())
    html = programme_html(programme_page(ProgrammeInput(told, PROGRAMME)))

    assert 'class="needed"' not in html


def test_what_people_typed_is_never_markup_and_breaks_no_layout() -> None:
    name = '<img src="file:///etc/passwd">' + "W" * 90
    context = to_print(2, mentors=("M" * 120,) * 3)
    told = a_programme(*context.programme.standings, a_standing(name, city="kota " * 24))

    data = pdf(ProgrammeInput(told, PROGRAMME))

    assert "<img src=" in printed(data)
    assert len(pikepdf.open(io.BytesIO(data)).pages) <= 2


def test_a_hundred_workshops_take_a_few_pages() -> None:
    assert len(pikepdf.open(io.BytesIO(pdf(to_print(100)))).pages) <= 7


def test_a_programme_without_workshops_prints() -> None:
    assert "rata\N{MINUS SIGN}rata skor 0 usaha" in printed(
        pdf(ProgrammeInput(a_programme(), PROGRAMME))
    )
