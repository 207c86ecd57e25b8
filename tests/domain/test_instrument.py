"""A questionnaire as values."""

from audit.domain.instrument import Instrument
from tests.domain.makers import a_text


def test_a_text_reads_indonesian_unless_english_is_asked() -> None:
    text = a_text("Ringkas")

    assert [text.of("id"), text.of("en"), text.of("jv")] == ["Ringkas", "Ringkas (en)", "Ringkas"]


def test_items_are_in_sheet_order_and_k3_can_be_left_out(ikm: Instrument) -> None:
    codes = [item.code for item in ikm.items()]

    assert codes[0] == "R1.1" and codes[-1] == "K3.7"
    assert [item.code for item in ikm.items(k3=False)] == codes[:35]
    assert codes == list(ikm.by_code)


def test_an_item_knows_its_pillar_and_an_instrument_its_key(ikm: Instrument) -> None:
    assert {item.pillar for item in ikm.pillars[1].items} == {"R2"}
    assert [pillar.code for pillar in ikm.apart] == ["K3"]
    assert ikm.key == "5r-ikm@1"
