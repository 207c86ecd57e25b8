"""The live values that a tablet shows are those of the server: same vectors, same texts."""

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from audit.domain.scoring import Score
from tests.browser.chromium import chromium
from tests.domain.makers import an_instrument, scores_of
from tests.vectors import vectors

STATIC = Path(__file__).parents[2] / "static"
SITE = "http://audit.test"
NO_VALUE = "–"
SCORE = """async ([instrument, scores, language]) =>
    (await import('/static/scoring.js')).scorecard(instrument, scores, language)"""

INSTRUMENT = [
    {
        "code": pillar.code,
        "apart": pillar.apart,
        "items": [{"code": item.code} for item in pillar.items],
    }
    for pillar in an_instrument().pillars
]

pytestmark = pytest.mark.browser


def from_disk(route: Route) -> None:
    """Answer from static/, so that no server is needed; any other page is empty."""
    name = route.request.url.removeprefix(f"{SITE}/static/")
    if name == route.request.url:
        route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>")
    else:
        route.fulfill(path=STATIC / name, content_type="text/javascript")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.route(f"{SITE}/**", from_disk)
        page.goto(f"{SITE}/")
        yield page
        browser.close()


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


def test_the_module_is_small() -> None:
    assert len(gzip.compress((STATIC / "scoring.js").read_bytes())) < 2_500
