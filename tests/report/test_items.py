from audit.domain.document import Answer
from audit.domain.instrument import Instrument
from audit.report.items import item_groups, item_row
from audit.report.page import ReportPage
from audit.report.words import Words
from tests.report.makers import a_document


def test_every_item_is_in_the_table_and_k3_apart(page: ReportPage) -> None:
    assert [group.code for group in page.detail.items] == ["R1", "R2", "R3", "R4", "R5"]
    assert [group.code for group in page.detail.apart] == ["K3"]
    assert [len(group.items) for group in page.detail.items] == [7] * 5
    assert [group.shown for group in page.detail.items] == ["75,0", "53,6", "67,9", "39,3", "39,3"]


def test_a_row_says_what_was_reached_and_what_it_was_before(
    words: Words, instrument: Instrument
) -> None:
    new, old = a_document({"R1.3": Answer(score=3, note="rapi")}), a_document({"R1.3": 2})

    row = item_row(words, instrument.by_code["R1.3"], (new, old))

    assert (row.score, row.level, row.last, row.moved) == ("3", "3", "2", "up")
    assert (row.sentence, row.note) == (instrument.by_code["R1.3"].levels[3].id, "rapi")


def test_a_row_says_why_there_is_no_score(words: Words, instrument: Instrument) -> None:
    item = instrument.by_code["R1.3"]
    reasons = (Answer(score="na", na_reason="tidak ada mesin"), Answer(score="na"), Answer())

    rows = [item_row(words, item, (a_document({"R1.3": it}), None)) for it in reasons]

    assert [row.sentence for row in rows] == [
        "Tidak berlaku: tidak ada mesin",
        "Tidak berlaku: alasan belum ditulis",
        "Belum dinilai.",
    ]
    assert [(row.score, row.level, row.last) for row in rows] == [
        ("N/A", "na", ""),
        ("N/A", "na", ""),
        ("–", "none", ""),
    ]


def test_k3_is_left_out_when_it_was_not_rated(words: Words, instrument: Instrument) -> None:
    without = a_document({}, k3=False)

    assert item_groups(words, instrument, (without, None), instrument.apart) == ()
