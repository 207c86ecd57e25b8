import pytest

from audit.instruments import load
from audit.report.export.actions import action_table
from audit.report.export.answers import answer_table
from audit.report.export.scores import score_table
from audit.report.export.tables import NAMES
from audit.report.words import words

PILLARS = load("5r-ikm@1").pillars


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_has_its_key_and_no_heading_twice(language: str) -> None:
    w = words(language)
    tables = [answer_table(w), score_table(w, PILLARS), action_table(w)]

    assert tuple(table.key for table in tables) == NAMES
    assert len({table.name for table in tables}) == 3
    for table in tables:
        headings = [column.name for column in table.columns]
        assert len(headings) == len(set(headings)) and all(headings)
        assert all(4 <= column.width <= 60 for column in table.columns)


def test_headings_are_in_the_language_of_the_reader() -> None:
    def headings(language: str) -> list[str]:
        return [column.name for column in score_table(words(language), PILLARS).columns]

    assert headings("id")[:3] == ["Nomor audit", "Tanggal", "Usaha"]
    assert "R1 Ringkas" in headings("id") and "R1 Sort" in headings("en")
    assert headings("id")[-3:] == ["Skor total", "K3", "Predikat"]
