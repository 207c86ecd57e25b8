"""Red tags on paper: eight to a page, what each says, and that no text breaks the layout."""

import io
import subprocess
from typing import Any

import pikepdf
import pytest

from audit.domain.red_tags import DECISIONS, REASONS
from audit.report.environment import tags_html
from audit.report.pdf import to_pdf
from audit.report.red_tags import AREA, NAME, TagInput, reason_words, tag_sheet
from audit.report.words import words
from tests.report.test_pdf import HOSTILE, text
from tests.tags import a_sheet, to_print


def pdf(*tags: TagInput, **options: Any) -> bytes:
    context = a_sheet(*tags, **options)
    return to_pdf(tags_html(tag_sheet(context)), lambda sha: None, language=context.language)


def pages(data: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(data)).pages)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(to_print(12))


@pytest.mark.parametrize(
    "told",
    [
        "LABEL MERAH",
        "No. 12",
        "Mesin bor duduk",
        "Jumlah Area Alasan Dilabeli",
        "1 unit Produksi rusak, motornya terbakar 24 November 2026",
        "Putuskan paling lambat 24 Desember 2026",
        "PIC",
        "CV Kurnia Teknik",
        *DECISIONS,
    ],
)
def test_a_tag_says_all_that_is_known_of_the_thing(printed: bytes, told: str) -> None:
    assert told in text(printed)


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (8, 1), (9, 2), (17, 3)])
def test_eight_tags_stand_on_a_page(count: int, sheets: int) -> None:
    assert pages(pdf(*(to_print(number) for number in range(count)))) == sheets


def test_texts_of_any_length_keep_to_their_tag() -> None:
    long = to_print(
        1000000, name="W" * 120, quantity="M" * 120, area="ruang " * 20, reason="kata " * 200
    )
    many = to_print(2, name="Dies lama untuk model engsel pintu yang sudah berhenti " * 2)

    data = pdf(*[long, many] * 4)

    assert pages(data) == 1
    said = text(data)
    assert said.count("LABEL MERAH") == 8
    assert said.count("Putuskan paling lambat") == 8
    assert said.count("PIC") == 8


def test_every_line_of_every_tag_lies_on_the_paper_of_that_tag() -> None:
    full = to_print(1, name="W" * 120, quantity="M" * 120, area="M" * 120, reason="W" * 500)
    command = ["pdftotext", "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=pdf(full), capture_output=True, check=True).stdout
    bottom = max(
        float(line.split('yMax="')[1].split('"')[0])
        for line in boxes.decode().splitlines()
        if "<word" in line and ">keputusan<" in line
    )

    assert bottom < (8 + 70 - 2.5 - 1.6) / 25.4 * 72


def test_what_people_typed_is_text_and_nothing_else() -> None:
    said = text(pdf(to_print(name="<b>x</b> & 'y'", area="{{ 1 }}", reason=HOSTILE)))

    assert "<b>x</b> & 'y'" in said
    assert "{{ 1 }}" in said


def test_an_empty_fact_leaves_a_line_to_write_on() -> None:
    html = tags_html(tag_sheet(a_sheet(to_print(quantity="", area="", reason=""))))

    assert html.count('class="blank"') == 3


def test_long_texts_are_cut_and_reasons_are_translated() -> None:
    page = tag_sheet(a_sheet(to_print(name="x" * 120, area="y" * 120), language="en"))
    (only,) = page.pages[0]

    assert len(only.name) == NAME
    assert len(only.facts[1].value) == AREA
    assert (page.language, only.until) == ("en", "24 December 2026")


@pytest.mark.parametrize("reason", [*REASONS, "", "karena alasan lain"])
def test_every_usual_reason_has_its_word(reason: str) -> None:
    assert reason_words(words("id"), reason) == reason


def test_the_code_holds_the_address_of_the_tag() -> None:
    one, other = (tag_sheet(a_sheet(to_print(n))).pages[0][0].code for n in (1, 2))

    assert one != other
    assert "<title>Kode QR label merah No. 1</title>" in one


def test_the_file_lasts_and_can_be_read_aloud(printed: bytes) -> None:
    file = pikepdf.open(io.BytesIO(printed))

    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"] == "Label merah: CV Kurnia Teknik"
    assert file.Root.Lang == "id"
    alternatives = [
        str(thing.Alt)
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
    ]
    assert alternatives == ["Kode QR label merah No. 12"]


def test_lists_hold_nothing_but_their_entries(printed: bytes) -> None:
    file = pikepdf.open(io.BytesIO(printed))
    lists = [
        [str(entry.S) for entry in thing.K]
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S")) == "/L"
    ]

    assert lists == [["/LI"] * 5]


def test_the_same_tags_print_the_same_bytes(printed: bytes) -> None:
    assert pdf(to_print(12)) == printed
