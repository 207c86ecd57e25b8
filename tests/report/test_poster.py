"""The wall poster: one page whatever it says, large enough to be read from three metres."""

import io
import subprocess
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from audit.domain.document import WorkshopRef
from audit.report.environment import poster_html
from audit.report.pdf import to_pdf
from audit.report.poster import (
    MOST_NAME,
    SIZES,
    PosterTask,
    poster_page,
    size_of,
    whole_sentences,
    width,
)
from tests.posters import TEXTS, a_poster, five, to_do
from tests.report.hostile import TEXTS as STRANGE
from tests.report.makers import RULE, a_context, scores, the_audit
from tests.report.test_pdf import HOSTILE, text

MM = 72 / 25.4
FOOT = 286 - 31.8
"""Where the foot begins, in millimetres from above."""
LONG_NAME = "KOPERASI INDUSTRI KERAJINAN LOGAM DAN PERMESINAN SUMBER REJEKI MAKMUR ABADI"


def pdf(*tasks: PosterTask, **options: Any) -> bytes:
    context = a_poster(*tasks, **options)
    page = poster_page(context)
    return to_pdf(poster_html(page), lambda sha: None, language=page.language)


def bottom(data: bytes, word: str) -> float:
    """Where the last line with this word ends, in millimetres from above."""
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    lines = [line for line in told.splitlines() if f">{word}<" in line]
    return max(float(line.split('yMax="')[1].split('"')[0]) for line in lines) / MM


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(*five())


@pytest.mark.parametrize(
    "told",
    [
        "PAPAN 5R",
        "Audit ke-5 · 24 November 2026",
        "CV Kurnia Teknik",
        "55,0",
        "dari 100 Kurang",
        "naik 7,9 dari audit lalu (47,1)",
        "Ringkas",
        "75,0",
        "Lima tindakan",
        "Tempel denah area di dinding.",
        "PIC Pak Slamet tenggat 1 Des",
        "Selasa, 22 Desember 2026",
        "Berlaku sampai 22 Februari 2027.",
    ],
)
def test_the_poster_says_what_everybody_has_to_know(printed: bytes, told: str) -> None:
    assert told in text(printed)


@pytest.mark.parametrize(("paper", "wide"), [("a4", 210), ("a3", 297)])
def test_it_is_one_page_of_the_paper_asked_for(paper: str, wide: float) -> None:
    pages = pikepdf.open(io.BytesIO(pdf(*five(), paper=paper))).pages

    assert [round(float(page.mediabox[2]) / MM) for page in pages] == [wide]


def test_actions_are_read_from_three_metres() -> None:
    capital, least = 0.7, 3000 * 5 / 60 / 57.3
    assert all(size * capital > least for _, size, _ in SIZES)


@pytest.mark.parametrize("word", ["x ", "W", "WAJIB PASANG PELINDUNG MESIN ", "kata panjang "])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_texts_of_any_length_end_above_the_foot(word: str, count: int) -> None:
    tasks = [to_do(word * 200, pic=word * 40) for _ in range(count)]
    document = the_audit(workshop=WorkshopRef(id=the_audit().workshop.id, name=LONG_NAME))

    data = pdf(*tasks, document=document)

    assert len(pikepdf.open(io.BytesIO(data)).pages) == 1
    assert bottom(data, "tenggat") < FOOT - 1.5
    assert text(data).count("tenggat") == count


NONE = {f"R{pillar}.{item}": "na" for pillar in range(1, 6) for item in range(1, 8)}
FULL = {f"R{pillar}.{item}": 4 for pillar in range(1, 6) for item in range(1, 8)}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "facts",
    [
        {"previous": None, "first": None},
        {"previous": a_context().first},
        {"document": the_audit(answers=scores(RULE["history"][-1]) | NONE)},
        {"document": the_audit(answers=scores(RULE["history"][-1]) | FULL)},
    ],
    ids=["first", "pair", "none", "full"],
)
def test_whatever_the_number_is_all_actions_end_above_the_foot(
    facts: dict[str, Any], language: str
) -> None:
    tasks = [to_do("kata panjang " * 20) for _ in range(5)]

    data = pdf(*tasks, language=language, **facts)

    assert bottom(data, "due" if language == "en" else "tenggat") < FOOT - 1.5


def test_a_long_action_keeps_its_whole_sentences() -> None:
    text = "Hentikan mesin tanpa pelindung. Mulai dari satu area " + "dan foto hasilnya " * 4

    (task,) = poster_page(a_poster(to_do(text))).tasks

    assert task.text == "Hentikan mesin tanpa pelindung."
    assert whole_sentences("Ukur 2.5 m lalu cat garisnya sampai kering benar.", 20).endswith("…")
    assert whole_sentences("Pendek. Saja.", 20) == "Pendek. Saja."


def test_few_actions_are_set_larger() -> None:
    names = [name for name, _, _ in SIZES]

    assert size_of(TEXTS[:1]) == "giant"
    assert names.index(size_of(TEXTS)) > names.index(size_of(TEXTS[:3]))
    assert width("WWW") > width("RUSAK") > width("rusak") == 1


def test_what_is_done_has_its_box_ticked() -> None:
    done, open_ = to_do(closed=True), to_do()

    html = poster_html(poster_page(a_poster(done, open_)))

    assert (html.count('class="done"'), html.count('class="box"')) == (1, 1)
    assert "sudah selesai" in text(pdf(done))


def test_what_nobody_agreed_leaves_a_line_to_write_on() -> None:
    context = a_poster(to_do(pic="", due_on=None), next_visit_on=None)

    assert poster_html(poster_page(context)).count('class="blank"') == 3


def test_without_actions_it_says_what_is_good() -> None:
    said = text(pdf())

    assert "Yang sudah baik, pertahankan" in said
    assert "Alat dan mesin rusak dipisahkan" in said
    assert "Tidak ada tindakan pilihan" in text(pdf(document=replace(the_audit(), praises=())))


def test_without_a_total_it_says_why() -> None:
    given = scores(RULE["history"][-1]) | {f"R1.{n}": "na" for n in range(1, 6)}

    said = text(pdf(*five(), document=the_audit(answers=given)))

    assert "Belum dapat dihitung: data kurang pada Ringkas" in said
    assert "dari 100" not in said


def test_a_change_over_fewer_items_tells_the_pair_it_comes_from() -> None:
    past = a_context().first

    said = text(pdf(*five(), previous=past))

    assert "naik 28,6 dari acuan awal (25,2 menjadi 53,8 pada 34 butir yang sama)" in said


def test_names_are_cut_and_words_are_translated() -> None:
    document = the_audit(workshop=WorkshopRef(id=the_audit().workshop.id, name="x" * 120))

    page = poster_page(a_poster(to_do(), document=document, language="en"))

    assert (len(page.workshop), page.name_size) == (MOST_NAME, "long")
    assert (page.language, page.tasks[0].due) == ("en", "1 Dec")


def test_what_people_typed_is_text_and_nothing_else() -> None:
    said = text(pdf(to_do(HOSTILE), to_do("<b>x</b> {{ 1 }}")))

    assert "<b>x</b> {{ 1 }}" in said


def test_hostile_texts_break_no_poster() -> None:
    for one in STRANGE:
        data = pdf(to_do(one.text, pic=one.text))
        assert len(pikepdf.open(io.BytesIO(data)).pages) == 1, one.name
        assert bottom(data, "tenggat") < FOOT, one.name


def test_it_lasts_and_can_be_read_aloud(printed: bytes) -> None:
    file = pikepdf.open(io.BytesIO(printed))

    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"] == "Papan bengkel: CV Kurnia Teknik"
    alternatives = [
        str(thing.Alt)
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
    ]
    assert len(alternatives) == 2
    assert any("Ringkas 75,0" in told for told in alternatives)
    assert "Kode QR tautan untuk pemilik" in alternatives


def test_the_same_poster_prints_the_same_bytes(printed: bytes) -> None:
    assert pdf(*five()) == printed
