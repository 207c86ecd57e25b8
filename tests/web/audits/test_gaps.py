import pytest
from flask import Flask

from audit.domain.finalising import Missing, allowed, blocks
from audit.instruments import load
from audit.web.audits.gaps import allowed_sentences, gap_groups, sentences
from tests.domain.makers import a_document, uuid7

AUDIT = uuid7(1)
ITEMS = {uuid7(5): "R4.2"}
"""The one earlier action whose item is known."""


def hrefs(app: Flask, *missing: Missing, page: str = "summary") -> list[str]:
    with app.test_request_context():
        return [gap.href for group in gap_groups(AUDIT, missing, ITEMS, page) for gap in group.gaps]


@pytest.mark.parametrize(
    ("missing", "page", "place"),
    [
        (Missing("unrated", "R2.3"), "summary", "sheet#R2.3"),
        (Missing("pic", "R2.3", uuid7(7)), "summary", f"summary#finding-{uuid7(7)}"),
        (Missing("finding_text", "R2.3"), "summary", "sheet#R2.3"),
        (Missing("unrated", "R2.3"), "correct", "correct#R2.3"),
        (Missing("due_on", "R2.3", uuid7(7)), "correct", f"correct#finding-{uuid7(7)}"),
        (Missing("conflict"), "summary", "sheet"),
        (Missing("carried_proof", action=uuid7(5)), "summary", f"sheet#carried-{uuid7(5)}"),
        (Missing("carried_proof", action=uuid7(6)), "summary", f"sheet#carried-{uuid7(6)}"),
    ],
)
def test_each_gap_leads_to_its_place(app: Flask, missing: Missing, page: str, place: str) -> None:
    assert hrefs(app, missing, page=page) == [f"/audits/{AUDIT}/{place}"]


def test_gaps_of_a_kind_stand_together_unrated_ones_first(app: Flask) -> None:
    missing = [Missing("pic", "R1.1", uuid7(7)), Missing("unrated", "R2.1")]
    missing += [Missing("pic", "R1.2", uuid7(8))]

    with app.test_request_context():
        groups = gap_groups(AUDIT, missing, ITEMS)

    assert [[gap.label for gap in group.gaps] for group in groups] == [["R2.1"], ["R1.1", "R1.2"]]


def test_every_kind_that_blocks_has_a_sentence(app: Flask) -> None:
    instrument = load("5r-ikm@1")
    kinds = {missing.kind for missing in blocks(a_document({"R1.1": 0, "R1.2": "na"}), instrument)}
    kinds |= {"root_cause", "same_action"}
    kinds |= {"carried_proof", "conflict", "critical_action", "due_on", "pic", "proof_for_four"}

    with app.test_request_context():
        assert kinds <= set(sentences())


def test_what_may_be_missing_is_said_with_its_number(app: Flask) -> None:
    with app.test_request_context():
        told = dict(allowed_sentences(allowed(a_document(), 2), 2))

    assert told["photos_missing"] == "2 foto masih menunggu di tablet"
    assert set(told) == {"mentor_signature", "owner_signature", "photos_missing"}


def test_an_earlier_action_is_called_by_its_item_where_that_is_known(app: Flask) -> None:
    missing = [Missing("carried_proof", action=uuid7(number)) for number in (5, 6)]

    with app.test_request_context():
        (group,) = gap_groups(AUDIT, missing, ITEMS)

    assert [gap.label for gap in group.gaps] == ["R4.2", "Lihat di lembar"]
