"""Tables that know where they stand."""

import pytest

from audit.domain.tables import InstrumentError, Table


def test_a_fault_names_file_place_and_path() -> None:
    table = Table({"level": {"2": {}}}, "x.toml").at("R1.3").table("level").table("2")

    with pytest.raises(InstrumentError, match=r"^x\.toml: R1\.3: level\.2 lacks 'en'$"):
        table.text("en")


def test_a_fault_at_the_top_names_only_the_file() -> None:
    with pytest.raises(InstrumentError, match=r"^x\.toml: has the unknown key 'b'$"):
        Table({"a": 1, "b": 2}, "x.toml").only("a")


def test_a_flag_is_false_when_it_is_left_out() -> None:
    assert Table({"apart": True}, "x.toml").flag("apart") is True
    assert Table({}, "x.toml").flag("apart") is False
