from audit.report.method import band_rows, method_sentences
from audit.report.words import Words


def test_the_bands_meet_without_gap_and_overlap(words: Words) -> None:
    rows = band_rows(words, "poor")

    assert [(row.name, row.span) for row in rows] == [
        ("Sangat Baik", "90,0 sampai 100,0"),
        ("Baik", "75,0 sampai 89,9"),
        ("Cukup", "60,0 sampai 74,9"),
        ("Kurang", "40,0 sampai 59,9"),
        ("Sangat Kurang", "0,0 sampai 39,9"),
    ]
    assert [row.name for row in rows if row.here] == ["Kurang"]


def test_the_method_never_claims_a_standard(words: Words) -> None:
    assert "bukan standar resmi" in method_sentences(words)[-1]
