"""The live values that a tablet shows are those of the server: same vectors, same texts."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from audit.domain.scoring import Score
from tests.browser.rules_page import empty_page
from tests.domain.makers import an_instrument, scores_of
from tests.domain.test_scoring import BANDS
from tests.vectors import vectors

NO_VALUE = "–"
SCORE = """async ([instrument, scores, language]) =>
    (await import('/static/rules/audit.js')).scorecard(instrument, scores, language)"""
BAND = "async (total) => (await import('/static/rules/audit.js')).bandOf(total)"

INSTRUMENT = [
    {
        "code": pillar.code,
        "apart": pillar.apart,
        "items": [{"code": item.code} for item in pillar.items],
    }
    for pillar in an_instrument().pillars
]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with empty_page() as page:
        yield page


def scored(page: Page, scores: Mapping[str, Score], language: str = "id") -> dict[str, Any]:
    card: dict[str, Any] = page.evaluate(SCORE, [INSTRUMENT, dict(scores), language])
    return card


@pytest.mark.parametrize("vector", vectors("scorecards"))
def test_the_browser_shows_the_values_of_the_vectors(page: Page, vector: dict[str, Any]) -> None:
    card = scored(page, scores_of(vector["answers"]))
    expected = vector["expect"]

    for code, live in expected["pillars_live"].items():
        assert card["pillars"][code]["live"] == (live or NO_VALUE)
    for code, final in expected["pillars"].items():
        assert card["pillars"][code]["final"] == (final or NO_VALUE)
    assert card["live"] == (expected["total_live"] or NO_VALUE)
    assert card["final"] == (expected["total"] or NO_VALUE)
    band = page.evaluate(BAND, card["exact"]["final"])
    assert (BANDS[band] if band else None) == expected["band"]


@pytest.mark.parametrize("vector", vectors("k3"))
def test_k3_has_its_own_percent_and_no_place_in_the_total(
    page: Page, vector: dict[str, Any]
) -> None:
    card = scored(page, scores_of({"K3": vector["answers"]}))

    assert card["pillars"]["K3"]["final"] == vector["expect"]
    assert (card["live"], card["final"], card["rated"], card["of"]) == (NO_VALUE, NO_VALUE, 0, 35)


def test_a_draft_counts_what_is_rated_and_what_is_scored(page: Page) -> None:
    card = scored(page, {"R1.1": 3, "R1.2": "na", "R1.3": None, "K3.1": 4})

    assert (card["rated"], card["of"]) == (2, 35)
    counts = {name: card["pillars"]["R1"][name] for name in ("rated", "scored", "of")}
    assert counts == {"rated": 2, "scored": 1, "of": 7}


def test_english_has_a_decimal_point(page: Page) -> None:
    assert scored(page, {"R1.1": 3, "R1.2": 1, "R1.3": 1}, "en")["live"] == "41.7"
