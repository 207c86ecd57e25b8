"""Reading an instrument: what is read, and that each fault names file, item and reason."""

import pytest

from audit.domain.instrument import SECTORS, Case, Text
from audit.domain.parsing import InstrumentError, parse
from tests.domain.sheets import item_toml, sheet_toml

R1_3 = item_toml("R1.3")


def fault_of(text: str) -> str:
    with pytest.raises(InstrumentError) as caught:
        parse(text, "tiny-1.toml")
    return str(caught.value)


def item_fault(old: str, new: str) -> str:
    """What is wrong once item R1.3 has `new` in the place of `old`."""
    assert old in R1_3
    return fault_of(sheet_toml(R1_3.replace(old, new, 1)))


def test_an_instrument_is_read_whole() -> None:
    instrument = parse(sheet_toml(), "tiny-1.toml")

    assert instrument.key == "tiny@1"
    assert [(pillar.code, pillar.apart) for pillar in instrument.pillars] == [
        ("R1", False),
        ("K3", True),
    ]
    assert list(instrument.by_code) == ["R1.1", "R1.2", "K3.1"]
    item = instrument.by_code["K3.1"]
    assert (item.critical, item.cost) == (True, "tanpa")
    assert item.title == Text(id="Judul K3.1", en="Judul K3.1 (en)")
    assert [level.id for level in item.levels] == [f"Tingkat {n} K3.1" for n in range(5)]
    assert tuple(item.hints) == SECTORS
    assert item.cases[3] == Case(seen="kasus 3", score=3)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (', en = "Tingkat 2 R1.3 (en)"', "", "level.2 lacks 'en'"),
        ('id = "Judul R1.3", ', "", "title lacks 'id'"),
        ('"Periksa R1.3"', '"  "', "check has an empty 'id'"),
        ('"Periksa R1.3"', f'"{"x" * 301}"', "check has more than 300 characters in 'id'"),
        ('"kasus 1"', f'"{"x" * 501}"', "case.2 has more than 500 characters in 'seen'"),
        ("level.4 =", "level.5 =", "level has the unknown key '5'"),
        ("level.4 =", "# ", "level lacks '4'"),
        ('cost = "tanpa"', 'cost = "murah"', "has the unknown cost 'murah'"),
        ('cost = "tanpa"', "", "lacks 'cost'"),
        ("hint.wood =", "hint.mining =", "hint has the unknown key 'mining'"),
        ("hint.wood =", "# ", "hint lacks 'wood'"),
        ("score = 3", "score = 5", "case.4 has 5 as 'score', which is out of range"),
        ("score = 3", "score = true", "case.4 needs a whole number as 'score'"),
        ("score = 3", "score = 2.5", "case.4 needs a whole number as 'score'"),
        ("score = 3", "score = 3, why = 1", "case.4 has the unknown key 'why'"),
        (', { seen = "kasus 3", score = 3 }', "", "has 3 cases, at least 4 are needed"),
        ("critical = false", "critical = 0", "needs true or false as 'critical'"),
        ("critical = false", "kritis = false", "has the unknown key 'kritis'"),
        ("action = {", "action = 3 # {", "needs a table as 'action'"),
    ],
)
def test_a_broken_item_is_refused_with_its_reason(old: str, new: str, reason: str) -> None:
    assert item_fault(old, new) == f"tiny-1.toml: R1.3: {reason}"


def test_cases_must_try_three_levels() -> None:
    text = item_toml("R1.3", score_of_last=2).replace("score = 1 ", "score = 2 ")

    assert fault_of(sheet_toml(text)) == (
        "tiny-1.toml: R1.3: has cases of 2 levels, at least 3 are needed"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("r1.3", "R1: item.1 has the wrong code 'r1.3'"),
        ("R1", "R1: item.1 has the wrong code 'R1'"),
        ("R1.3\\n", "R1: item.1 has the wrong code 'R1.3\n'"),
        ("R2.3", "R2.3: does not belong to pillar R1"),
    ],
)
def test_an_item_has_a_code_of_its_pillar(code: str, reason: str) -> None:
    assert item_fault('code = "R1.3"', f'code = "{code}"') == f"tiny-1.toml: {reason}"


def test_no_code_is_there_twice() -> None:
    twice = sheet_toml(item_toml("R1.1"), item_toml("R1.1"))
    pillar = sheet_toml().replace('code = "K3"', 'code = "R1"').replace("K3.1", "R1.9")

    assert fault_of(twice) == "tiny-1.toml: R1.1: is there twice"
    assert fault_of(pillar) == "tiny-1.toml: R1: is there twice"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("version = 1", "version = 0", "instrument has 0 as 'version', which is out of range"),
        ("version = 1", 'version = "1"', "instrument needs a whole number as 'version'"),
        ("version = 1", "version = true", "instrument needs a whole number as 'version'"),
        ("version = 1", "", "instrument lacks 'version'"),
        ('code = "tiny"', 'code = "../tiny"', "instrument has the wrong code '../tiny'"),
        ("[instrument]", "[instruments]", "has the unknown key 'instruments'"),
        ('code = "K3"', 'code = "K"', "pillar.2 has the wrong code 'K'"),
        ("apart = true", "aside = true", "K3: has the unknown key 'aside'"),
    ],
)
def test_a_broken_head_or_pillar_is_refused_with_its_reason(
    old: str, new: str, reason: str
) -> None:
    assert fault_of(sheet_toml().replace(old, new, 1)) == f"tiny-1.toml: {reason}"


def test_a_pillar_needs_items_and_an_instrument_pillars() -> None:
    head = sheet_toml().partition("[[pillar]]")[0]
    title = 'title = { id = "a", en = "b" }'

    assert fault_of(head) == "tiny-1.toml: lacks 'pillar'"
    assert fault_of("pillar = []\n" + head) == "tiny-1.toml: has no 'pillar'"
    assert fault_of("pillar = [1]\n" + head) == "tiny-1.toml: needs a table as 'pillar.1'"
    empty = f'{head}\n[[pillar]]\ncode = "R1"\n{title}\nitem = []'
    assert fault_of(empty) == "tiny-1.toml: R1: has no 'item'"


def test_broken_toml_names_the_file_and_the_line() -> None:
    fault = fault_of("[instrument]\ncode = ?\n")

    assert fault.startswith("tiny-1.toml: not TOML: ")
    assert "line 2" in fault
