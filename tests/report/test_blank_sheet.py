"""The questionnaire on paper: every item with its boxes, and no letter too small to read."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from audit.report.blank_sheet import blank_sheet
from audit.report.environment import blank_sheet_html
from audit.report.pdf import to_pdf
from audit.report.places import resource
from tests.posters import a_blank
from tests.report.makers import an_instrument
from tests.report.test_pdf import text


def pdf(sector: str = "metal", language: str = "id") -> bytes:
    html = blank_sheet_html(blank_sheet(a_blank(sector, language)))
    return to_pdf(html, lambda sha: None, language=language)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf()


def squeezed(words: str) -> str:
    """A text without the blanks and hyphens that a column may add."""
    return re.sub(r"\s+", "", words)


def test_every_item_and_every_sentence_is_there(printed: bytes) -> None:
    said = squeezed(text(printed, "-raw"))
    items = list(an_instrument().items())

    assert len(items) == 42
    missing = [
        sentence.id
        for item in items
        for sentence in (item.title, item.check, item.hints["metal"], *item.levels)
        if squeezed(sentence.id) not in said
    ]
    assert missing == []


def test_each_item_has_six_boxes_and_a_line() -> None:
    html = blank_sheet_html(blank_sheet(a_blank()))

    assert html.count('class="tick-box"') == 42 * 6
    assert html.count("Catatan:") == 42


def test_it_ends_with_room_for_actions_and_signatures(printed: bytes) -> None:
    said = text(printed)

    assert said.index("TB") < said.index("Tindakan yang disepakati") < said.index("Mengetahui")


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_takes_few_pages(language: str) -> None:
    assert len(pikepdf.open(io.BytesIO(pdf(language=language))).pages) <= 8


def test_k3_stands_apart_and_last() -> None:
    pillars = blank_sheet(a_blank()).pillars

    assert [(pillar.code, pillar.apart) for pillar in pillars] == [
        *((f"R{n}", False) for n in range(1, 6)),
        ("K3", True),
    ]
    assert "di luar skor total" in text(pdf())


def test_hints_are_those_of_the_sector() -> None:
    first = an_instrument().pillars[0].items[0]

    with_hint, without = (
        blank_sheet(a_blank(sector)).pillars[0].items[0] for sector in ("food", "")
    )

    assert with_hint.check == f"{first.check.id} {first.hints['food'].id}"
    assert without.check == first.check.id


def test_it_speaks_the_language_of_the_user() -> None:
    said = text(pdf(language="en"))

    assert "5R rating sheet" in said
    assert "N/A" in said
    assert "Unneeded things in the work area" in said


def test_no_letter_is_smaller_than_nine_and_a_half_points() -> None:
    css: Path = resource("static") / "css" / "blank_sheet.css"
    sizes = re.findall(r"font-size: ([\d.]+)pt", css.read_text("utf-8"))

    assert sizes
    assert min(map(float, sizes)) >= 9.5


def test_it_lasts_and_can_be_read_aloud(printed: bytes) -> None:
    file = pikepdf.open(io.BytesIO(printed))

    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"] == "Lembar penilaian kosong: 5R untuk IKM, versi 1"
