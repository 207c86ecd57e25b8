"""What the page shows of one audit, as values."""

import dataclasses
from datetime import UTC, date, datetime

from msgspec.structs import replace

from audit.domain.document import Answer, Document, Finding, PlannedAction
from audit.domain.history import PastAudit
from audit.domain.red_tags import totals
from audit.domain.scoring import rounded
from audit.storage.actions import Action
from audit.storage.base import new_id
from audit.web.audits.sheet_page import SheetPage, sheet_page
from audit.web.audits.sheet_past import Past, Proposal
from tests.web.forms.test_sheet import a_draft

NOW = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
NOTHING = Past([], None, [], Proposal("na", 0, 0, first=True))


def page(document: Document, past: Past = NOTHING) -> SheetPage:
    return sheet_page(document, NOW, past)


def an_action(item: str) -> Action:
    return Action(id=new_id(), item=item, text="Buat papan bayangan alat.")


def test_the_first_audit_is_number_one() -> None:
    assert page(a_draft()).ordinal == 1


def test_it_opens_at_the_first_pillar_with_a_gap_or_a_wrong_field() -> None:
    whole = {f"R1.{number}": Answer(score=3) for number in range(1, 8)}

    assert page(a_draft()).current(None).pillar.code == "R1"
    assert page(a_draft(whole)).current(None).pillar.code == "R2"
    assert page(a_draft(whole)).current("R1.4").pillar.code == "R1"


def test_without_k3_its_pillar_is_left_out() -> None:
    shown = page(replace(a_draft(), k3=False))

    assert [entry.pillar.code for entry in shown.pillars] == ["R1", "R2", "R3", "R4", "R5"]
    assert shown.pillars[-1].following is None


def test_each_pillar_has_its_live_score_and_counts_what_does_not_apply() -> None:
    answers = {"R1.1": Answer(score=3), "R1.2": Answer(score="na"), "R1.3": Answer(score=0)}

    first = page(a_draft(answers)).pillars[0]

    assert first.score.live is not None
    assert str(rounded(first.score.live)) == "37.5"
    assert (first.score.rated, first.not_applicable) == (3, 1)


def test_open_actions_stand_at_their_items_and_the_rest_at_the_top() -> None:
    at_item, of_k3 = an_action("R2.1"), an_action("K3.1")
    past = dataclasses.replace(NOTHING, open=[at_item, of_k3])

    shown = page(replace(a_draft(), k3=False), past)

    assert shown.pillars[1].items[0].open == (at_item,)
    assert shown.elsewhere == (of_k3,)


def test_the_proposal_stands_at_the_follow_up_only() -> None:
    shown = page(a_draft())

    having = [e.item.code for p in shown.pillars for e in p.items if e.proposal]

    assert having == ["R5.6"]


def test_red_tags_are_told_at_the_item_that_asks_for_them_only() -> None:
    found = totals({None: 3}, late=1)

    shown = page(a_draft(), dataclasses.replace(NOTHING, red_tags=found))

    having = [(e.item.code, e.red_tags) for p in shown.pillars for e in p.items if e.red_tags]
    assert having == [("R1.2", found)]


def test_an_item_says_how_often_it_would_be_found_wanting() -> None:
    earlier = PastAudit(new_id(), date(2026, 10, 1), "5r-ikm@1", "M", "1", {}, frozenset(["R1.1"]))

    shown = page(a_draft(), dataclasses.replace(NOTHING, audits=[earlier]))

    assert [entry.repeat for entry in shown.pillars[0].items[:2]] == [2, 1]
    assert shown.ordinal == 2


def test_an_action_that_a_person_wrote_is_shown_instead_of_the_proposed_one() -> None:
    own = Finding(
        id=new_id(), item="R1.1", edited=("action_text",), action=PlannedAction(text="Lelang besi.")
    )

    shown = page(replace(a_draft({"R1.1": Answer(score=1)}), findings=(own,)))

    assert [entry.action for entry in shown.pillars[0].items[:2]] == ["Lelang besi.", None]
