"""Whoever can install the app is told how and why; whoever has done so is left in peace."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, get_template_attribute
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.server import served
from tests.browser.threads import aside

pytestmark = pytest.mark.browser

DAY = 24 * 3600 * 1000
IPAD = """
Object.defineProperty(Navigator.prototype, "standalone", { get: () => %s });
Object.defineProperty(Navigator.prototype, "maxTouchPoints", { get: () => %s });
"""
PUT = """
async (html) => {
  document.querySelector("main").insertAdjacentHTML("afterbegin", html);
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: "/static/install/install.css" });
  document.head.append(link);
  await new Promise((done) => (link.onload = done));
  await import("/static/install/install.js");
}
"""
OFFER = """
() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => (document.body.dataset.prompted = "yes");
  dispatchEvent(event);
  return event.defaultPrevented;
}
"""
LINK = """
() => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "manifest", href: "/manifest.webmanifest" });
  document.head.append(link);
}
"""
LATER = "(age) => localStorage.setItem('install-later', Date.now() - age)"

Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, app: Flask) -> Iterator[Visit]:
    """Opens a page of the app that has the hint, again and again in one browser."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def html() -> str:
        with app.test_request_context():
            return str(get_template_attribute("_macros/install.html", "install")())

    with served(app) as address:

        def page(before: str = "", later: int | None = None, **options: Any) -> Page:
            context = browser.new_context(base_url=address, service_workers="block", **options)
            contexts.append(context)
            context.add_init_script(before)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto("/login")
            if later is not None:
                page.evaluate(LATER, later)
            page.evaluate(PUT, aside(html))
            return page

        yield page
        for context in contexts:
            context.close()
    assert wrong == []


def hint(page: Page) -> Locator:
    return page.get_by_role("region", name="Pasang dulu di layar utama, baru mulai audit")


def offer(page: Page) -> Locator:
    return page.get_by_role("region", name="Audit 5R di layar utama")


def test_an_ipad_is_told_why_and_how_and_to_begin_no_draft_before(visit: Visit) -> None:
    page = visit(IPAD % ("false", 5))

    expect(hint(page)).to_contain_text("Safari menghapus data situs yang 7 hari tidak dibuka.")
    steps = hint(page).get_by_role("listitem")
    expect(steps).to_have_text(
        [
            "Ketuk tombol Bagikan di bilah Safari",
            "Pilih “Tambah ke Layar Utama”",
            "Buka Audit 5R dari layar utama dan masuk di sana",
        ]
    )
    expect(hint(page)).to_contain_text("punya penyimpanan sendiri")
    expect(offer(page)).to_be_hidden()


@pytest.mark.parametrize(
    "before",
    [IPAD % ("true", 5), IPAD % ("false", 0), ""],
    ids=["installed on an iPad", "a Mac", "not from Apple"],
)
def test_others_are_told_nothing(visit: Visit, before: str) -> None:
    page = visit(before)

    expect(hint(page)).to_be_hidden()
    expect(offer(page)).to_be_hidden()


def test_the_hint_stays_away_for_seven_days(visit: Visit) -> None:
    page = visit(IPAD % ("false", 5))
    hint(page).get_by_role("button", name="Nanti saja").click()

    expect(hint(page)).to_be_hidden()
    assert page.evaluate("Date.now() - localStorage.getItem('install-later') < 60_000")
    expect(hint(visit(IPAD % ("false", 5), later=6 * DAY))).to_be_hidden()
    expect(hint(visit(IPAD % ("false", 5), later=8 * DAY))).to_be_visible()


def test_a_browser_that_can_install_does_it_at_the_press_of_a_button(visit: Visit) -> None:
    page = visit()
    assert page.evaluate(OFFER), "the browser's own bar would come on top"

    offer(page).get_by_role("button", name="Pasang aplikasi").click()

    assert page.evaluate("document.body.dataset.prompted") == "yes"
    expect(offer(page)).to_be_hidden()


def test_the_offer_goes_away_when_installed_or_unwanted(visit: Visit) -> None:
    page = visit()
    page.evaluate(OFFER)
    expect(offer(page)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('appinstalled'))")
    expect(offer(page)).to_be_hidden()

    unwanted = visit(later=DAY)
    assert unwanted.evaluate(OFFER)
    expect(offer(unwanted)).to_be_hidden()


@pytest.mark.parametrize("size", [(800, 1280), (360, 740)])
def test_no_barriers_and_nothing_too_wide(visit: Visit, size: tuple[int, int]) -> None:
    wide, high = size
    page = visit(IPAD % ("false", 5), viewport={"width": wide, "height": high})
    page.evaluate(OFFER)

    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.locator("[data-install] button").all():
        box = button.bounding_box()
        assert box and box["height"] >= 48


def test_the_browser_finds_nothing_wrong_with_the_manifest(visit: Visit) -> None:
    page = visit()
    page.evaluate(LINK)
    devtools = page.context.new_cdp_session(page)

    told = devtools.send("Page.getAppManifest")

    assert told["url"].endswith("/manifest.webmanifest")
    assert told["errors"] == []
    reasons = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {reason["errorId"] for reason in reasons} <= {"in-incognito"}
