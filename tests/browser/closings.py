"""The closing steps in a browser: strokes, what the tablet holds, what axe finds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from audit.domain.document import Document
from tests.browser.conftest import Site
from tests.browser.sheets import eventually, has_the_app

SAVED = '[data-sync="saved"]'
LEARNED = """async () => {
    const { part } = await import(document.querySelector("script[data-run]").src);
    return (await part("offline/store").meta("bootstrap"))?.at ?? 0;
}"""
HELD = """async (id) => {
    const { part } = await import(document.querySelector("script[data-run]").src);
    const store = part("offline/store");
    return store.held(id);
}"""


def held(page: Page, audit_id: UUID) -> dict[str, Any]:
    """What this tablet holds of an audit."""
    record = page.evaluate(HELD, str(audit_id))
    assert isinstance(record, dict)
    return record


def until_held(page: Page, audit_id: UUID, test: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until what this tablet holds of an audit is so."""
    eventually(page, lambda: held(page, audit_id), test)


def until_there(
    page: Page, site: Site, audit_id: UUID, test: Callable[[Document], bool]
) -> Document:
    """Wait until what the server holds of an audit is so; gives it.

    A page that said "saved" before a button was pressed says so for an instant more.
    """
    return eventually(page, lambda: site.document(audit_id), test)


def open_step(page: Page, audit_id: UUID, step: str) -> None:
    """Open a closing step and wait until it lives on what the tablet holds and knows."""
    page.goto(f"/audits/{audit_id}/{step}")
    is_live(page)
    has_the_app(page)
    knows_the_workshops(page)


def knows_the_workshops(page: Page, since: float = 1) -> None:
    """Wait until the tablet heard of the workshops: without a signal it has what it heard.

    :param since: milliseconds of its clock; what it heard before is not enough
    """
    eventually(page, lambda: page.evaluate(LEARNED), lambda at: bool(at >= since))


def is_live(page: Page) -> None:
    """Wait until the page shows what the tablet holds, and keeps what is entered."""
    expect(page.locator("html.is-live")).to_be_attached()


def draw(page: Page, signer: str) -> None:
    """Draw a stroke on the pad of one signer."""
    pad = page.locator(f"[data-signer={signer}] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 120)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 40 + 40 * step, box["y"] + (60 if step % 2 else 140), steps=4)
    page.mouse.up()


def press(page: Page, signer: str) -> None:
    """Keep the signature of one signer."""
    page.locator(f"[data-signer={signer}] [type=submit]").click()


def sign(page: Page, signer: str) -> None:
    """Sign as somebody."""
    draw(page, signer)
    press(page, signer)
    expect(page.locator(f"[data-signer={signer}] .signed img")).to_be_visible()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    found = Axe().run(page).response["violations"]
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:160]}" for entry in found]
