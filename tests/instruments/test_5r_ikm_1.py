"""The questionnaire 5r-ikm@1 as it is published: complete, plain, in two languages, unchanged."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from audit.domain.instrument import SECTORS, Instrument, Item, Text
from audit.instruments import FOLDER, load

CRITICAL = {"K3.1", "K3.4", "K3.5", "K3.6"}
NEEDS_BUDGET = {"R1.6", "R2.7", "R3.4", "R4.7", "K3.2", "K3.4", "K3.5", "K3.6"}
SMALL_COST = {
    *{"R1.2", "R1.4", "R2.1", "R2.2", "R2.3", "R2.4", "R2.6", "R3.5", "R3.6", "R3.7"},
    *{"R4.1", "R4.4", "R4.5", "R4.6", "R5.7", "K3.3", "K3.7"},
}

LONGEST_SENTENCE = 160
JUDGEMENT = re.compile(
    r"\b(cukup|kurang|baik|rapi|bagus|memadai|good|bad|poor|neat|tidy|enough|adequate|sufficient)"
    r"(ly|nya)?\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
"""A number of its own: not the digit in B3, P3K or 5R, which only one language may use."""


@pytest.fixture(scope="module")
def ikm() -> Instrument:
    return load("5r-ikm@1")


def sentences(instrument: Instrument) -> Iterator[tuple[str, Text]]:
    """Every level sentence under a name such as ``R1.1 level 3``."""
    for item in instrument.items():
        for level, text in enumerate(item.levels):
            yield f"{item.code} level {level}", text


def texts(instrument: Instrument) -> Iterator[tuple[str, Text]]:
    """Every text of the sheet under a name."""
    yield "instrument title", instrument.title
    for pillar in instrument.pillars:
        yield f"{pillar.code} title", pillar.title
    for item in instrument.items():
        yield from texts_beside_the_levels(item)
    yield from sentences(instrument)


def texts_beside_the_levels(item: Item) -> Iterator[tuple[str, Text]]:
    """What an item says outside its five sentences."""
    yield f"{item.code} title", item.title
    yield f"{item.code} check", item.check
    yield f"{item.code} action", item.action
    for sector, hint in item.hints.items():
        yield f"{item.code} hint.{sector}", hint


def test_it_has_six_pillars_of_seven_items_in_order(ikm: Instrument) -> None:
    codes = {pillar.code: [item.code for item in pillar.items] for pillar in ikm.pillars}

    assert codes == {
        pillar: [f"{pillar}.{number}" for number in range(1, 8)]
        for pillar in ("R1", "R2", "R3", "R4", "R5", "K3")
    }


def test_only_k3_is_apart(ikm: Instrument) -> None:
    assert [pillar.code for pillar in ikm.apart] == ["K3"]


def test_the_critical_items_are_those_of_the_rules(ikm: Instrument) -> None:
    assert {item.code for item in ikm.items() if item.critical} == CRITICAL


def test_the_costs_are_those_of_the_rules(ikm: Instrument) -> None:
    expected = {
        **dict.fromkeys(ikm.by_code, "tanpa"),
        **dict.fromkeys(SMALL_COST, "kecil"),
        **dict.fromkeys(NEEDS_BUDGET, "perlu-anggaran"),
    }

    assert {code: item.cost for code, item in ikm.by_code.items()} == expected


def test_every_item_has_four_cases_over_three_levels(ikm: Instrument) -> None:
    scores = {item.code: [case.score for case in item.cases] for item in ikm.items()}

    assert [code for code, cases in scores.items() if len(cases) < 4 or len({*cases}) < 3] == []


def test_the_order_of_the_cases_does_not_give_their_scores_away(ikm: Instrument) -> None:
    scores = {item.code: [case.score for case in item.cases] for item in ikm.items()}

    assert [code for code, cases in scores.items() if cases == sorted(cases)] == []
    assert [code for code, cases in scores.items() if cases[::-1] == sorted(cases)] == []


def test_every_sector_has_its_hint(ikm: Instrument) -> None:
    assert [item.code for item in ikm.items() if set(item.hints) != set(SECTORS)] == []


def test_every_text_is_there_in_both_languages(ikm: Instrument) -> None:
    empty = [name for name, text in texts(ikm) if not (text.id.strip() and text.en.strip())]
    same = [name for name, t in texts(ikm) if len(t.id.split()) > 3 and t.id == t.en]

    assert empty == []
    assert same == []


def test_both_languages_say_the_same_numbers(ikm: Instrument) -> None:
    different = {
        name: text
        for name, text in texts(ikm)
        if set(NUMBER.findall(text.id)) != set(NUMBER.findall(text.en))
    }

    assert different == {}


def test_level_sentences_are_short_sentences(ikm: Instrument) -> None:
    wrong = [
        f"{name}: {words}"
        for name, text in sentences(ikm)
        for words in (text.id, text.en)
        if len(words) > LONGEST_SENTENCE or not words.endswith(".")
    ]

    assert wrong == []


def test_level_sentences_say_what_is_seen_and_do_not_judge(ikm: Instrument) -> None:
    judging = [
        f"{name}: {words}"
        for name, text in sentences(ikm)
        for words in (text.id, text.en)
        if JUDGEMENT.search(words)
    ]

    assert judging == []


def test_the_published_version_never_changes() -> None:
    # A change, a spelling mistake included, is a new file: docs/decisions/0002.
    published = FOLDER.joinpath("5r-ikm-1.toml").read_bytes()

    assert hashlib.sha256(published).hexdigest() == SHA256


SHA256 = "1e6816707d1854d1e8cb7d7feae8042a3d0f57309ac0f23de2a04ad104ae8adb"
