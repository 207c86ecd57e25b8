from typing import Any

from audit.domain.document import Answer
from audit.domain.exporting import Audited
from audit.domain.instrument import Instrument
from audit.report.export.answers import answer_rows, answer_table
from audit.report.words import Words
from tests.report.export.makers import all_at, an_audited
from tests.report.makers import TODAY, a_hash


def told(words: Words, instrument: Instrument, audited: Audited) -> dict[str, dict[str, Any]]:
    """The rows by item and heading."""
    headings = [column.name for column in answer_table(words).columns]
    rows = [
        dict(zip(headings, row, strict=True)) for row in answer_rows(words, audited, instrument)
    ]
    return {str(row["Kode butir"]): row for row in rows}


def test_each_item_has_its_answer(words: Words, instrument: Instrument) -> None:
    answer = Answer(score=1, note="=1+1", area="Produksi", photos=(a_hash("a"), a_hash("b")))

    rows = told(words, instrument, an_audited(all_at(3, R2_1=answer)))

    assert list(rows) == list(instrument.by_code)
    assert rows["R2.1"] == {
        "Nomor audit": "AUD-2026-0117",
        "Tanggal": TODAY,
        "Usaha": "CV Kurnia Teknik Jaya",
        "Pilar": "R2 Rapi",
        "Kode butir": "R2.1",
        "Butir": instrument.by_code["R2.1"].title.id,
        "Nilai": 1,
        "Alasan tidak berlaku": "",
        "Catatan": "=1+1",
        "Area": "Produksi",
        "Jumlah foto": 2,
    }


def test_what_does_not_apply_is_said_in_words_with_its_reason(
    words: Words, instrument: Instrument
) -> None:
    was = Answer(score=2, na_reason="dari sebelum dinilai")

    rows = told(words, instrument, an_audited({"R5.6": "na", "R1.1": 0, "R1.3": was}))

    assert (rows["R5.6"]["Nilai"], rows["R5.6"]["Alasan tidak berlaku"]) == (
        "tidak berlaku",
        "tidak ada",
    )
    assert (rows["R1.1"]["Nilai"], rows["R1.2"]["Nilai"]) == (0, None)
    assert rows["R1.3"]["Alasan tidak berlaku"] == ""


def test_k3_that_was_switched_off_has_no_rows(words: Words, instrument: Instrument) -> None:
    assert len(told(words, instrument, an_audited(all_at(3), k3=False))) == 35


def test_a_recheck_has_no_answers(words: Words, instrument: Instrument) -> None:
    assert told(words, instrument, an_audited(type="recheck")) == {}
