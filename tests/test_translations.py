"""Every text of the interface is Indonesian in the source and English in the catalogue."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
ENGLISH = ROOT / "audit/translations/en/LC_MESSAGES/messages.po"
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|(?<!{){\w*}")

Key = tuple[str | None, str]


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def key(message: Message) -> Key:
    """Context and text; of a plural message the first form."""
    return message.context, forms(message.id)[0]


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def texts(found: Catalog) -> dict[Key, Message]:
    return {key(message): message for message in found if message.id}


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


@pytest.fixture(scope="module")
def indonesian(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Message]:
    """What `make translations` finds in code and templates."""
    found = tmp_path_factory.mktemp("texts") / "messages.pot"
    subprocess.run(
        [ROOT / ".ci/translations", "extract", found],
        check=True,
        env={**os.environ, "PYTHON": sys.executable},
    )
    return texts(catalogue(found))


@pytest.fixture(scope="module")
def english() -> dict[Key, Message]:
    return texts(catalogue(ENGLISH))


def test_the_catalogue_has_every_text_of_the_sources_and_no_other(
    indonesian: dict[Key, Message], english: dict[Key, Message]
) -> None:
    assert english.keys() == indonesian.keys(), "run `make translations`"
    assert list(catalogue(ENGLISH).obsolete.values()) == []


def test_every_text_has_its_english(english: dict[Key, Message]) -> None:
    empty = [text for text, message in english.items() if not all(forms(message.string))]

    assert empty == []


def test_no_translation_is_a_guess(english: dict[Key, Message]) -> None:
    assert [text for text, message in english.items() if message.fuzzy] == []


def test_translations_fill_the_same_places(english: dict[Key, Message]) -> None:
    """The English singular may leave a place out: "one photo"."""
    different = [
        text
        for text, message in english.items()
        if places(forms(message.id)[-1]) != places(forms(message.string)[-1])
        or not set(places(forms(message.string)[0])) <= set(places(forms(message.id)[0]))
    ]

    assert different == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(ENGLISH))

    assert ENGLISH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make translations`"
