from datetime import date

from audit.domain.instrument import Instrument
from audit.report.export.actions import action_row, action_table
from audit.report.words import Words, words
from tests.report.export.makers import an_action


def test_an_action_is_told_in_words_with_real_days(words: Words, instrument: Instrument) -> None:
    headings = [column.name for column in action_table(words).columns]
    action = an_action(state="closed", closed_on=date(2026, 12, 3), root_cause="Tidak ada tempat.")

    row = dict(zip(headings, action_row(words, action, instrument), strict=True))

    assert (row["Usaha"], row["Nomor audit"]) == ("CV Kurnia Teknik Jaya", "AUD-2026-0117")
    assert (row["Kode butir"], row["Butir"]) == ("R1.1", instrument.by_code["R1.1"].title.id)
    assert (row["Tenggat"], row["Ditutup tanggal"]) == (date(2026, 12, 1), date(2026, 12, 3))
    assert (row["Prioritas"], row["Biaya"], row["Dipilih"]) == ("tinggi", "tanpa biaya", "ya")
    assert (row["Status"], row["Berulang"]) == ("ditutup", 2)
    assert (row["Temuan"], row["Akar masalah"]) == ("Besi tua menumpuk.", "Tidak ada tempat.")


def test_an_item_that_the_questionnaire_lacks_has_no_title(instrument: Instrument) -> None:
    assert action_row(words("id"), an_action(item="R9.9"), instrument)[4] == ""


def test_english_has_english_words(instrument: Instrument) -> None:
    row = action_row(words("en"), an_action(chosen=False), instrument)

    assert row[4] == instrument.by_code["R1.1"].title.en
    assert "no" in row and "open" in row
