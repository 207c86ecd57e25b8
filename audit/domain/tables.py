"""TOML tables that know where they stand, so that every fault can say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

MAX_SHEET_TEXT = 300
"""Characters that a text of the sheet may have: it has to fit a tablet."""

KINDS = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}

T = TypeVar("T")


class InstrumentError(ValueError):
    """The text is not an instrument; the message names file, item and reason."""


@dataclass(frozen=True)
class Table:
    """One TOML table of the file `source`, at the item `place` and the `path` within it."""

    values: Mapping[str, object]
    source: str
    place: str = ""
    path: str = ""

    def at(self, place: str) -> "Table":
        """The same table once its code is known."""
        return replace(self, place=place, path="")

    def fault(self, reason: str) -> InstrumentError:
        """The error to raise: ``5r-ikm-1.toml: R1.3: level.2 lacks 'en'``."""
        words = f"{self.path} {reason}" if self.path else reason
        return InstrumentError(": ".join(filter(None, [self.source, self.place, words])))

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody would read: they are misspelt."""
        for key in self.values:
            if key not in keys:
                raise self.fault(f"has the unknown key '{key}'")

    def take(self, key: str, kind: type[T]) -> T:
        """The value of `key`, which must be there and of its kind."""
        if key not in self.values:
            raise self.fault(f"lacks '{key}'")
        value = self.values[key]
        # Python takes true for a whole number, TOML does not.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f"needs {KINDS[kind]} as '{key}'")
        return value

    def text(self, key: str, most: int = MAX_SHEET_TEXT) -> str:
        """A text that says something in at most `most` characters."""
        text = self.take(key, str)
        if not text.strip():
            raise self.fault(f"has an empty '{key}'")
        if len(text) > most:
            raise self.fault(f"has more than {most} characters in '{key}'")
        return text

    def word(self, key: str, words: Sequence[str]) -> str:
        """One of a few known words."""
        word = self.text(key)
        if word not in words:
            raise self.fault(f"has the unknown {key} '{word}'")
        return word

    def number(self, key: str, *, least: int, most: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        number = self.take(key, int)
        if number < least or (most is not None and number > most):
            raise self.fault(f"has {number} as '{key}', which is out of range")
        return number

    def flag(self, key: str) -> bool:
        """True or false; false when it is left out."""
        return self.take(key, bool) if key in self.values else False

    def table(self, key: str) -> "Table":
        """The table under `key`."""
        return self.below(key, self.take(key, dict))

    def tables(self, key: str) -> "list[Table]":
        """The list of tables under `key`, at least one; places count from 1."""
        values = self.take(key, list)
        if not values:
            raise self.fault(f"has no '{key}'")
        return [self.below(f"{key}.{number}", value) for number, value in enumerate(values, 1)]

    def below(self, key: str, value: object) -> "Table":
        """A table within this one."""
        path = f"{self.path}.{key}" if self.path else key
        if not isinstance(value, dict):
            raise self.fault(f"needs a table as '{key}'")
        return replace(self, values=value, path=path)
