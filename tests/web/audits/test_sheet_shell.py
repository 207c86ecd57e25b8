"""The blank sheet has every item, and nothing of anybody."""

from flask import Flask

from audit.instruments import load, published
from audit.web.audits.sheet_shell import PLACE, blank, blank_document


def test_every_item_of_every_questionnaire_is_on_its_blank_sheet(app: Flask) -> None:
    for instrument in published():
        with app.test_request_context():
            page = blank(instrument)["page"]

        shown = [entry.item.code for pillar in page.pillars for entry in pillar.items]
        assert shown == [item.code for item in load(instrument).items(k3=True)]


def test_nothing_is_rated_and_nobody_named() -> None:
    document = blank_document("5r-ikm@1")

    assert document.answers == {}
    assert (document.workshop.name, document.mentor.name) == ("", "")


def test_the_pattern_of_an_action_has_a_place_for_its_id(app: Flask) -> None:
    with app.test_request_context():
        shown = blank("5r-ikm@1")

    assert f"carried-{PLACE}-found" in shown["filling"].carried
    assert shown["action"].id == PLACE
