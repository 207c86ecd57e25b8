"""The published questionnaires as data; a published version never changes."""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from audit.domain.instrument import Instrument
from audit.domain.parsing import InstrumentError, parse

FOLDER: Traversable = resources.files(__name__)


class NoSuchInstrumentError(LookupError):
    """No questionnaire is published under this key."""


def published() -> tuple[str, ...]:
    """Keys of all questionnaires: ``5r-ikm@1`` is the file ``5r-ikm-1.toml``."""
    stems = [name.removesuffix(".toml") for name in names() if name.endswith(".toml")]
    parts = [stem.rpartition("-") for stem in stems]
    # As numbers, because version 10 comes after version 9.
    ordered = sorted((code, int(version)) for code, _, version in parts if version.isdecimal())
    return tuple(f"{code}@{version}" for code, version in ordered)


@cache
def load(key: str) -> Instrument:
    """The questionnaire that a document names in `instrument`.

    :raise NoSuchInstrumentError: none is published under `key`
    :raise InstrumentError: its file is broken
    """
    # Asking the list first also keeps a key such as "../x@1" out of the file system.
    if key not in published():
        raise NoSuchInstrumentError(key)
    name = f"{key.replace('@', '-')}.toml"
    instrument = parse(FOLDER.joinpath(name).read_text(encoding="utf-8"), name)
    if instrument.key != key:
        raise InstrumentError(f"{name}: calls itself {instrument.key}")
    return instrument


def names() -> list[str]:
    """Names of the files beside this module."""
    return [entry.name for entry in FOLDER.iterdir()]
