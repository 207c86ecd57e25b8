"""An app of its own for each test: empty database, three kinds of people, a way to log in."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit import extensions
from audit.app import create_app
from audit.storage.accounts import User
from tests import factories
from tests.apps import quick

# A busy machine must not fail a property for being slow.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

PLAIN = {
    "TESTING": True,
    "SECRET_KEY": "test",
    "RATELIMIT_ENABLED": False,
    "DEMO_PASSWORD": factories.PASSWORD,
    # hashing is Flask-Security's own and slow on purpose
    "SECURITY_PASSWORD_HASH": "plaintext",
    "SECURITY_PASSWORD_SCHEMES": ["plaintext"],
    "SECURITY_HASHING_SCHEMES": ["sha256_crypt"],
    "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
}


class Client(FlaskClient):
    """A client whose every request has a context of its own, as on a server.

    Tests run inside an app context, which Flask would otherwise share with the
    requests: user, session and snapshot of the database would leak between them.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, copied by each test."""
    folder = tmp_path_factory.mktemp("empty")
    with quick(create_app(PLAIN, instance=str(folder))).app_context():
        extensions.migrate()
        extensions.db.engine.dispose()
    return folder / "audit.sqlite"


@pytest.fixture
def app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    copyfile(empty_database, tmp_path / "audit.sqlite")
    app = quick(create_app(PLAIN, instance=str(tmp_path)))
    app.test_client_class = Client
    with app.app_context():
        yield app
        extensions.db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The reading session of the app."""
    return extensions.db.session


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """admin, coordinator, mentor and mentor2."""
    return factories.people()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
