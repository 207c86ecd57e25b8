"""No page puts a barrier up: axe finds nothing, and nothing is wider than the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import demo_site
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

SIZES = {"tablet": (800, 1280), "landscape": (1280, 800), "phone": (360, 740), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration data, served once for all pages."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with demo_site(folder) as site:
        yield site


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which the mentor is logged in."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=email]", "mentor@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def pages(page: Page) -> dict[str, str]:
    """Addresses by name, found by following links as a person does."""
    page.goto("/")
    draft = page.get_by_role("link", name="Lanjutkan").get_attribute("href") or ""
    page.goto("/workshops/")
    page.get_by_role("link", name="CV Kurnia Teknik").click()
    workshop = re.sub(r"https?://[^/]+", "", page.url)
    page.get_by_role("link", name="Lihat hasil").click()
    result = re.sub(r"https?://[^/]+", "", page.url)
    return {
        "home": "/",
        "workshops": "/workshops/",
        "workshop": workshop,
        "edit": f"{workshop}/edit",
        "new": f"{workshop}/audits/new",
        "sheet": draft,
        "owner": draft.replace("/sheet", "/owner"),
        "result": result,
        "versions": f"{result}/versions",
        "compare": f"{workshop}/compare",
        "missing": "/nothing",
    }


def barriers(page: Page) -> list[str]:
    """What axe finds, and elements wider than the screen."""
    found = [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "name",
    [
        "home",
        "workshops",
        "workshop",
        "edit",
        "new",
        "sheet",
        "owner",
        "result",
        "versions",
        "compare",
        "missing",
    ],
)
def test_no_barriers(page: Page, pages: dict[str, str], name: str, size: str) -> None:
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    page.goto(pages[name])
    if name in ("sheet", "owner"):  # filled in by its script
        expect(page.locator("html")).to_have_class(re.compile("is-live"))

    assert barriers(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers_at_the_door(browser: Browser, address: str, size: str) -> None:
    wide, high = SIZES[size]
    context = browser.new_context(base_url=address, viewport={"width": wide, "height": high})
    page = context.new_page()
    page.goto("/login")

    assert barriers(page) == []
    context.close()
