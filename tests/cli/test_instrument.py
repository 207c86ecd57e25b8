"""`audit instrument check`: a good questionnaire is summed up, a bad one says where it breaks."""

from pathlib import Path

import pytest

from tests.cli.conftest import Audit
from tests.domain.sheets import sheet_toml

PUBLISHED = Path(__file__).parents[2] / "audit/instruments/5r-ikm-1.toml"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "tiny.toml"


def test_a_published_questionnaire_is_complete(audit: Audit) -> None:
    outcome = audit("instrument", "check", PUBLISHED)

    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "5r-ikm@1: 6 pillars, 42 items, complete\n"


def test_a_questionnaire_of_ones_own_can_be_checked(audit: Audit, sheet: Path) -> None:
    sheet.write_text(sheet_toml(), encoding="utf-8")

    assert audit("instrument", "check", sheet).out == "tiny@1: 2 pillars, 3 items, complete\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[instrument", "tiny.toml"),
        ("", "tiny.toml"),
        (sheet_toml().replace('cost = "tanpa"', 'cost = "murah"', 1), "R1.1"),
        (sheet_toml().replace("score = 3", "score = 9", 1), "R1.1"),
    ],
)
def test_a_broken_questionnaire_says_where(audit: Audit, sheet: Path, text: str, said: str) -> None:
    sheet.write_text(text, encoding="utf-8")

    outcome = audit("instrument", "check", sheet)

    assert outcome.refused
    assert said in outcome.err


def test_a_file_that_can_not_be_read_is_named(audit: Audit, sheet: Path, tmp_path: Path) -> None:
    sheet.write_bytes(b"\xff\xfe\x00")

    for unreadable in (sheet, tmp_path, tmp_path / "nowhere.toml"):
        outcome = audit("instrument", "check", unreadable)

        assert outcome.refused
        assert str(unreadable) in outcome.err
