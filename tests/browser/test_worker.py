"""The service worker takes charge of every page, whenever it gets ready."""

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from tests.browser.closings import is_live
from tests.browser.conftest import Site, logged_in
from tests.browser.tablet import PATIENCE

pytestmark = pytest.mark.browser

ACTIVE = """async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === "activated") return;
    await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
}"""


@pytest.fixture
def draft(site: Site) -> UUID:
    return site.draft()


class Held:
    """The app behind a gate: what the worker takes in waits for the page, the page for it."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], page: str) -> None:
        self._wsgi = wsgi
        self._page = page
        self.asked = threading.Event()
        self.free = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == self._page:
            self.asked.set()
            assert self.free.wait(PATIENCE)
        if path.startswith("/tablet/"):
            assert self.asked.wait(PATIENCE)
        return self._wsgi(environ, start_response)


def test_a_page_under_way_while_the_worker_gets_ready_is_its_own(
    site: Site, browser: Browser, draft: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker claims what is open; what was asked for before and comes after, asks it to."""
    summary = f"/audits/{draft}/summary"
    gate = Held(site.app.wsgi_app, summary)
    monkeypatch.setattr(site.app, "wsgi_app", gate)
    with closing(logged_in(browser, site)) as context:
        page, other = context.new_page(), context.new_page()
        page.goto("/")
        other.goto("/")
        page.evaluate("(path) => { location.href = path; }", summary)
        assert gate.asked.wait(PATIENCE)
        other.evaluate(ACTIVE)
        gate.free.set()

        is_live(page)
        page.wait_for_function("() => navigator.serviceWorker.controller", timeout=1000 * PATIENCE)
