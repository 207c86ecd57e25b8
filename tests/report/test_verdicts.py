from msgspec.structs import replace

from audit.domain.instrument import Instrument
from audit.report.page import ReportPage
from audit.report.verdicts import ONE_LINE, TIGHT_PRAISE, criticals, praises
from audit.report.words import Words
from tests.report.makers import a_document, the_audit


def test_a_critical_finding_is_told_in_the_words_of_the_mentor(page: ReportPage) -> None:
    assert [(found.code, found.text) for found in page.plan.criticals] == [
        ("K3.4", "Terlihat di K3.4.")
    ]


def test_a_critical_item_without_a_finding_is_told_all_the_same(
    words: Words, instrument: Instrument
) -> None:
    (found,) = criticals(words, a_document({"K3.1": 0, "K3.4": 2}), instrument)

    assert found.text == instrument.by_code["K3.1"].levels[0].id


def test_many_critical_findings_take_a_line_each(words: Words, instrument: Instrument) -> None:
    told = tuple(replace(f, text="kata " * 100) for f in the_audit().findings)
    codes = dict.fromkeys(("K3.1", "K3.4", "K3.5", "K3.6"), 1)

    found = criticals(words, a_document(codes, findings=told), instrument)

    assert [f.code for f in found] == ["K3.1", "K3.4", "K3.5", "K3.6"]
    assert all(len(f.short) <= ONE_LINE for f in found)


def test_without_k3_nothing_of_it_is_told(words: Words, instrument: Instrument) -> None:
    assert criticals(words, a_document({"K3.1": 0}, k3=False), instrument) == ()


def test_praises_are_the_sentences_that_were_reached(words: Words, instrument: Instrument) -> None:
    document = a_document({"R1.3": 3, "R1.5": None}, praises=("R1.3", "R1.5", "R9.9"))

    said = praises(words, document, instrument)

    assert [praise.code for praise in said] == ["R1.3", "R1.5"]
    assert said[0].text == instrument.by_code["R1.3"].levels[3].id
    assert said[1].text == instrument.by_code["R1.5"].title.id


def test_a_sentence_too_long_for_a_full_page_gives_way_to_the_title(
    words: Words, instrument: Instrument
) -> None:
    document = a_document({"R1.3": 3}, praises=("R1.3",))

    (said,) = praises(words, document, instrument, TIGHT_PRAISE)

    assert said.text == instrument.by_code["R1.3"].title.id
