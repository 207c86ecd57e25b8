"""One row for each audit; its numbers are those of the report."""

from decimal import Decimal
from typing import Any

import pytest

from audit.domain.exporting import Audited
from audit.domain.instrument import Instrument
from audit.report.export.scores import score_row, score_table
from audit.report.words import Words
from tests.report.export.makers import all_at, an_audited
from tests.report.makers import TODAY

PILLARS = ["R1 Ringkas", "R2 Rapi", "R3 Resik", "R4 Rawat", "R5 Rajin"]


def told(words: Words, instrument: Instrument, audited: Audited) -> dict[str, Any]:
    """The row by heading."""
    table = score_table(words, instrument.pillars)
    row = score_row(words, instrument.pillars, audited, instrument)
    return dict(zip([column.name for column in table.columns], row, strict=True))


def test_a_final_audit_has_all_that_the_report_says(words: Words, instrument: Instrument) -> None:
    row = told(words, instrument, an_audited(all_at(3, R1_1=1, K3_1=0)))

    assert list(row.values())[:7] == [
        "AUD-2026-0117",
        TODAY,
        "CV Kurnia Teknik Jaya",
        "Mentor contoh",
        "audit pendamping",
        "final",
        35,
    ]
    assert [row[pillar] for pillar in PILLARS] == [Decimal("67.9"), *[Decimal(75)] * 4]
    assert (row["Skor total"], row["Predikat"]) == (Decimal("73.6"), "Cukup")
    assert row["K3"] == Decimal("64.3")


def test_a_pillar_with_too_little_data_has_no_value(words: Words, instrument: Instrument) -> None:
    na = {f"R4_{number}": "na" for number in range(1, 4)}

    row = told(words, instrument, an_audited(all_at(3, **na)))

    assert (row["R4 Rawat"], row["Skor total"], row["Predikat"]) == (None, None, "")


def test_a_draft_has_what_is_rated_so_far_and_no_band(words: Words, instrument: Instrument) -> None:
    draft: dict[str, Any] = {"status": "draft", "revision": 0, "number": None}

    row = told(words, instrument, an_audited({"R1.1": 4, "R1.2": 2}, **draft))

    assert (row["Nomor audit"], row["Status"], row["Butir dinilai"]) == (None, "draf", 2)
    assert (row["R1 Ringkas"], row["R2 Rapi"]) == (Decimal(75), None)
    assert (row["Skor total"], row["Predikat"]) == (Decimal(75), "")


def test_k3_that_was_switched_off_has_no_value(words: Words, instrument: Instrument) -> None:
    row = told(words, instrument, an_audited(all_at(3), k3=False))

    assert row["K3"] is None


def test_a_recheck_has_no_scores(words: Words, instrument: Instrument) -> None:
    row = told(words, instrument, an_audited(type="recheck", number="CEK-2026-0001"))

    assert row["Jenis"] == "cek ulang"
    assert [value for value in list(row.values())[6:] if value] == []


@pytest.mark.parametrize("score", [None, "na"])
def test_an_audit_without_any_score_has_no_total(
    words: Words, instrument: Instrument, score: Any
) -> None:
    row = told(words, instrument, an_audited(all_at(score)))

    assert row["Skor total"] is None
