"""A running server and a real browser, logged in as the mentor of one workshop."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from audit.app import create_app
from audit.domain.document import Answer, Document
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.web import clock
from tests import factories
from tests.answers import agreed
from tests.apps import quick
from tests.browser import demo, process
from tests.browser.chromium import chromium
from tests.browser.chromium_tablet import ChromiumTablet
from tests.browser.process import Server
from tests.browser.server import served
from tests.browser.tablet import PATIENCE, Tablet
from tests.browser.threads import aside, within
from tests.browser.webkit import WebKitTablet, screen
from tests.conftest import PLAIN

# A busy machine must not fail a page for being slow; what is to be fast, a test measures.
expect.set_options(timeout=1000 * PATIENCE)

TABLET: ViewportSize = {"width": 800, "height": 1280}
NewTablet = Callable[[str], Tablet]
"""Makes a tablet with a profile of its own, its browser open, for the app at an address."""


@dataclass(frozen=True)
class Site:
    """The app on a local port; its mentor has one workshop."""

    app: Flask
    address: str
    mentor: User
    workshop: Workshop

    def draft(self, **overrides: Any) -> UUID:
        """A new draft audit."""
        document = factories.a_document(self.workshop, self.mentor, **overrides)
        return within(self.app, lambda: factories.stored(self.mentor, document).document.id)

    def final(self, **overrides: Any) -> UUID:
        """A final audit, with its actions."""
        document = factories.a_document(self.workshop, self.mentor, **overrides)

        def store() -> UUID:
            saved = factories.stored(self.mentor, document)
            done = replace(agreed(saved.document), status="final")
            return factories.stored(self.mentor, done, saved.version).document.id

        return within(self.app, store)

    def document(self, audit_id: UUID) -> Document:
        """What the database holds now."""

        def read() -> Document:
            row = db.session.get(Audit, audit_id)
            assert row is not None
            return row.read()

        return within(self.app, read)

    def answer(self, audit_id: UUID, code: str) -> Answer:
        """One stored answer."""
        return self.document(audit_id).answer(code)


@pytest.fixture
def app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    copyfile(empty_database, tmp_path / "audit.sqlite")
    # Flask-Compress leaves the static files that it packs unclosed, a warning in tests
    app = aside(lambda: quick(create_app(PLAIN, instance=str(tmp_path))))
    yield app
    within(app, lambda: db.engine.dispose())


@pytest.fixture
def site(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site where it is noon of the day of the audits."""
    noon = datetime.combine(factories.TODAY, time(12), app.config["TIMEZONE"])
    monkeypatch.setattr(clock, "now", lambda: noon)
    mentor = within(app, lambda: factories.a_user("mentor", "mentor"))
    workshop = within(app, lambda: factories.a_workshop(mentor))
    with served(app) as address:
        yield Site(app, address, mentor, workshop)


@pytest.fixture(scope="module")
def playwright(empty_database: Path) -> Iterator[Playwright]:
    """Playwright for one module; its loop must end before other tests use this thread."""
    assert empty_database.exists()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium for one module."""
    browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = logged_in(browser, site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []


def logged_in(browser: Browser, site: Site, at: str = "", **options: Any) -> BrowserContext:
    """A browser of its own in which the mentor is logged in; at a fixed moment, if one is given.

    No page did it: what that would go on doing in the background, and leave undone when it is
    closed, would be another thing at each run.
    """
    context = browser.new_context(base_url=site.address, viewport=TABLET, **options)
    if at:
        context.clock.set_fixed_time(at)
    form: dict[str, str | float | bool] = {
        "email": site.mentor.email,
        "password": factories.PASSWORD,
        "csrf_token": factories.csrf_token(context.request.get("/login").text()),
    }
    answer = context.request.post("/login", form=form)
    assert answer.ok and answer.url == f"{site.address}/", answer.url
    return context


# The app as a process of its own, and tablets whose profile outlives their browser


@pytest.fixture
def server(app: Flask, tmp_path: Path) -> Iterator[Server]:
    """The app of this test as a process, which can be killed, hung and started again."""
    with process.running(tmp_path) as server:
        yield server


@pytest.fixture
def server_site(app: Flask, server: Server) -> Site:
    """What `site` is, served by that process."""
    mentor = within(app, lambda: factories.a_user("mentor", "mentor"))
    return Site(app, server.address, mentor, within(app, lambda: factories.a_workshop(mentor)))


@pytest.fixture(scope="session")
def demo_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration data, to copy and not to touch."""
    folder = tmp_path_factory.mktemp("demo")
    with demo.filled(folder):
        return folder


@pytest.fixture
def demo_server(demo_instance: Path, tmp_path: Path) -> Iterator[Server]:
    """The demonstration data, served by a process of its own."""
    folder = copytree(demo_instance, tmp_path / "demo")
    with process.running(folder) as server:
        yield server


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen for WebKit."""
    with screen() as display:
        yield display


@pytest.fixture(params=["chromium", pytest.param("webkit", marks=pytest.mark.webkit)])
def new_tablet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewTablet]:
    """As many tablets as a test asks for, once with each engine."""
    made: list[Tablet] = []

    def new(address: str) -> Tablet:
        profile = tmp_path / f"tablet-{len(made)}"
        tablet: Tablet
        if request.param == "webkit":
            tablet = WebKitTablet(profile, address, request.getfixturevalue("display"))
        else:
            tablet = ChromiumTablet(profile, address, request.getfixturevalue("playwright"))
        made.append(tablet)
        open_ones.callback(tablet.close)
        tablet.open()
        return tablet

    with ExitStack() as open_ones:
        yield new
    assert [error for tablet in made for error in tablet.errors()] == []
