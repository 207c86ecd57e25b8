"""A running server and a real browser, logged in as the mentor of one workshop."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeVar
from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from audit.app import create_app
from audit.domain.document import Answer, Document
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests import factories
from tests.answers import agreed
from tests.browser.chromium import chromium
from tests.browser.server import served
from tests.conftest import PLAIN

TABLET: ViewportSize = {"width": 800, "height": 1280}
T = TypeVar("T")


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


def aside(task: Callable[[], T]) -> T:
    """Do something in a thread of its own: Playwright's loop holds this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(task).result()


def within(app: Flask, task: Callable[[], T]) -> T:
    """Do something in the context of the app."""

    def inside() -> T:
        with app.app_context():
            return task()

    return aside(inside)


@pytest.fixture
def app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    copyfile(empty_database, tmp_path / "audit.sqlite")
    # Flask-Compress leaves the static files that it packs unclosed, a warning in tests
    app = aside(lambda: create_app(PLAIN, instance=str(tmp_path)))
    yield app
    within(app, lambda: db.engine.dispose())


@pytest.fixture
def site(app: Flask) -> Iterator[Site]:
    mentor = within(app, lambda: factories.a_user("mentor", "mentor"))
    workshop = within(app, lambda: factories.a_workshop(mentor))
    with served(app) as address:
        yield Site(app, address, mentor, workshop)


@pytest.fixture(scope="module")
def browser(empty_database: Path) -> Iterator[Browser]:
    """Chromium for one module; its loop must end before other tests use this thread."""
    assert empty_database.exists()
    with sync_playwright() as playwright:
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


def logged_in(browser: Browser, site: Site, **options: Any) -> BrowserContext:
    """A browser of its own in which the mentor is logged in."""
    context = browser.new_context(base_url=site.address, viewport=TABLET, **options)
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=email]", site.mentor.email)
    page.fill("[name=password]", factories.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    page.close()
    return context
