from msgspec.structs import replace

from audit.domain.instrument import Instrument
from audit.report.actions import MOST_TEXT, action_rows, if_done_sentence
from audit.report.page import ReportPage
from audit.report.words import Words
from tests.report.makers import RULE, a_document, the_audit


def test_the_five_actions_stand_in_the_order_of_the_rule(page: ReportPage) -> None:
    assert [action.item for action in page.plan.actions] == RULE["top_five"]
    assert page.plan.title == "Lima tindakan"


def test_an_action_says_how_urgent_how_often_and_what_it_costs(page: ReportPage) -> None:
    first = page.plan.actions[0]

    assert (first.priority, first.repeat, first.cost) == (
        "kritis",
        "berulang 5 kali",
        "perlu anggaran",
    )
    assert (first.pic, first.due) == ("PIC 5R", "27 Nov")


def test_where_the_total_goes_when_all_is_done(page: ReportPage) -> None:
    assert page.plan.if_done == "Bila kelimanya selesai, skor diperkirakan menjadi 60,7."


def test_without_a_total_nothing_is_promised(words: Words, instrument: Instrument) -> None:
    few = the_audit(answers=a_document({"K3.4": 1}).answers)

    assert if_done_sentence(words, few, instrument) == ""
    assert if_done_sentence(words, a_document(the_audit().scores), instrument) == ""


def test_an_action_without_words_takes_those_of_the_instrument(
    words: Words, instrument: Instrument
) -> None:
    found = the_audit().findings
    empty = tuple(replace(f, action=replace(f.action, text="")) for f in found)

    rows = action_rows(words, the_audit(findings=empty), instrument)

    assert rows[1].text == instrument.by_code["R4.3"].action.id


def test_a_long_action_is_cut_and_says_so(words: Words, instrument: Instrument) -> None:
    found = the_audit().findings
    long = tuple(replace(f, action=replace(f.action, text="kata " * 900)) for f in found)

    rows = action_rows(words, the_audit(findings=long), instrument)

    assert all(len(row.text) <= MOST_TEXT and row.shortened for row in rows)
