"""What a person decided about a finding, and what the rule may still set."""

from audit.domain.edits import ruled, settled, withdrawn
from tests.domain.makers import a_finding


def test_the_rule_fills_the_text_of_finding_and_action_apart() -> None:
    rule = {"text": "catatan", "action_text": "benahi"}

    mine = ruled(a_finding(text="saya", edited=("text",)), rule)
    action = ruled(a_finding(action_text="saya", edited=("action_text",)), rule)

    assert (mine.text, mine.action.text) == ("saya", "benahi")
    assert (action.text, action.action.text) == ("catatan", "saya")


def test_a_decline_needs_a_person_and_a_nilai_that_allows_it() -> None:
    mine = a_finding(declined=True, edited=("declined",))
    by_rule = a_finding(declined=True)

    assert settled(mine, declinable=True) == mine
    assert settled(by_rule, declinable=True) == a_finding()
    assert settled(mine, declinable=False) == a_finding()


def test_a_withdrawn_finding_stays_only_with_what_a_person_gave_it() -> None:
    touched = [
        a_finding(number=1, pic="Pak Slamet"),
        a_finding(number=2, edited=("cost",)),
        a_finding(number=3, declined=True, edited=("declined",)),
    ]
    plain = [a_finding(number=4, text="dari catatan"), a_finding(number=5, edited=("declined",))]

    kept = withdrawn([*touched, *plain])

    assert [finding.id for finding in kept] == [finding.id for finding in touched]
    assert all(finding.declined for finding in kept)
