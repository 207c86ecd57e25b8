"""The demonstration data behind a running server, for tests that walk through it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from audit.app import create_app
from audit.cli.demo import fill_once
from audit.extensions import db, migrate
from audit.web import clock
from tests.apps import quick
from tests.browser.server import served
from tests.browser.threads import aside, within
from tests.conftest import PLAIN
from tests.factories import PASSWORD


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """Its address, while the block lasts."""
    with filled(folder) as app, served(app) as address:
        yield address


@contextmanager
def filled(folder: Path) -> Iterator[Flask]:
    """An app over a folder that gets the demonstration data."""
    app = aside(lambda: quick(create_app(PLAIN, instance=str(folder))))

    def fill() -> None:
        migrate()
        fill_once(PASSWORD, clock.today())

    within(app, fill)
    try:
        yield app
    finally:
        within(app, lambda: db.engine.dispose())
