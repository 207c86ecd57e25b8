"""An empty page in Chromium that imports modules of static/ from the disk, without a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.chromium import chromium

STATIC = Path(__file__).parents[2] / "static"
SITE = "http://audit.test"


def from_disk(route: Route) -> None:
    """Answer from static/; any other page is empty."""
    name = route.request.url.removeprefix(f"{SITE}/static/")
    if name == route.request.url:
        route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>")
    else:
        route.fulfill(path=STATIC / name, content_type="text/javascript")


@contextmanager
def empty_page() -> Iterator[Page]:
    """The page, while the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.route(f"{SITE}/**", from_disk)
        page.goto(f"{SITE}/")
        yield page
        browser.close()
