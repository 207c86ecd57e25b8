"""A questionnaire as values: pillars, items and the sentences a mentor climbs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

MAX_SCORE = 4
STANDARD = 3
"""The level that meets the standard; an item below it proposes a finding."""

COSTS = ("tanpa", "kecil", "perlu-anggaran")
SECTORS = ("metal", "welding", "garage", "food", "garment", "wood")
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Text:
    """One text of the sheet in both languages of the interface."""

    id: str
    en: str

    def of(self, language: str) -> str:
        """The text in `language`; every language but English reads Indonesian."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True)
class Case:
    """What an auditor saw and the score that climbing the sentences must give."""

    seen: str
    score: int


@dataclass(frozen=True)
class Item:
    """One thing to rate: a title, how to check it, and five level sentences."""

    code: str
    critical: bool
    title: Text
    check: Text
    levels: tuple[Text, ...]
    action: Text
    cost: str
    hints: Mapping[str, Text]
    cases: tuple[Case, ...]

    @property
    def pillar(self) -> str:
        """Code of the pillar this item belongs to: ``R2`` for ``R2.6``."""
        return self.code.partition(".")[0]


@dataclass(frozen=True)
class Pillar:
    """Items that are scored together; `apart` keeps them out of the total (K3)."""

    code: str
    title: Text
    apart: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Instrument:
    """A published questionnaire; its texts never change once audits refer to it."""

    code: str
    version: int
    title: Text
    pillars: tuple[Pillar, ...]

    @property
    def key(self) -> str:
        """The name that documents carry: ``5r-ikm@1``."""
        return f"{self.code}@{self.version}"

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        """Every item by its code, in the order of the sheet."""
        return {item.code: item for pillar in self.pillars for item in pillar.items}

    @property
    def common(self) -> tuple[Pillar, ...]:
        """The pillars that make the total."""
        return tuple(pillar for pillar in self.pillars if not pillar.apart)

    @property
    def apart(self) -> tuple[Pillar, ...]:
        """The pillars reported apart, K3."""
        return tuple(pillar for pillar in self.pillars if pillar.apart)

    def items(self, *, k3: bool = True) -> Iterator[Item]:
        """Items in the order of the sheet; without those apart when `k3` is off."""
        for pillar in self.pillars:
            if k3 or not pillar.apart:
                yield from pillar.items
