"""Published questionnaires are found by the key that documents carry."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import instruments
from audit.domain.parsing import InstrumentError
from tests.domain.sheets import sheet_toml


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of questionnaires in the place of the shipped ones."""
    monkeypatch.setattr(instruments, "FOLDER", tmp_path)
    instruments.load.cache_clear()
    for version in (1, 2, 10):
        text = sheet_toml().replace("version = 1", f"version = {version}")
        (tmp_path / f"tiny-{version}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a questionnaire", encoding="utf-8")
    yield tmp_path
    instruments.load.cache_clear()


@pytest.mark.usefixtures("folder")
def test_published_versions_are_in_order() -> None:
    assert instruments.published() == ("tiny@1", "tiny@2", "tiny@10")


def test_a_questionnaire_is_read_once(folder: Path) -> None:
    first = instruments.load("tiny@2")
    (folder / "tiny-2.toml").write_text("broken", encoding="utf-8")

    assert first.key == "tiny@2"
    assert instruments.load("tiny@2") is first


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("key", ["tiny@3", "tiny", "tiny-1", "", "../tiny@1", "notes@1"])
def test_an_unknown_key_is_refused(key: str) -> None:
    with pytest.raises(instruments.NoSuchInstrumentError):
        instruments.load(key)


def test_a_file_must_be_what_its_name_says(folder: Path) -> None:
    (folder / "tiny-3.toml").write_text(sheet_toml(), encoding="utf-8")

    with pytest.raises(InstrumentError, match=r"tiny-3\.toml: calls itself tiny@1"):
        instruments.load("tiny@3")


def test_every_shipped_questionnaire_can_be_read() -> None:
    for key in instruments.published():
        assert instruments.load(key).key == key
