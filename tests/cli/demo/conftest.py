"""The demonstration data, loaded once by its own command for all tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from audit import extensions
from audit.app import create_app
from audit.cli.demo.loading import last_audit
from audit.domain.document import Document
from tests.apps import quick
from tests.conftest import PLAIN, Client

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Loaded:
    """The app that holds the data, and what the command said."""

    app: Flask
    folder: Path
    said: str

    def again(self, *arguments: str) -> str:
        """What the command says when it is run once more."""
        runner = self.app.test_cli_runner(catch_exceptions=False)
        return runner.invoke(args=["demo", *arguments]).output


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Tests read it only; what they want to change belongs into a test of its own."""
    folder = tmp_path_factory.mktemp("demo")
    app = quick(create_app(PLAIN | {"DEMO_PASSWORD": None}, instance=str(folder)))
    app.test_client_class = Client
    runner = app.test_cli_runner(catch_exceptions=False)
    said = runner.invoke(args=["demo", "--today", TODAY.isoformat()]).output
    yield Loaded(app, folder, said)
    with app.app_context():
        extensions.db.engine.dispose()


@pytest.fixture
def data(loaded: Loaded) -> Iterator[Session]:
    """A session on the demonstration data."""
    with loaded.app.app_context():
        yield extensions.db.session


@pytest.fixture
def last(data: Session) -> Document:
    """The last visit of our reference workshop."""
    return last_audit(data).read()
