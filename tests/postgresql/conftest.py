"""The app on PostgreSQL: one server for all tests, a database of its own for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from audit import extensions
from audit.app import create_app
from audit.storage.base import Base
from tests.conftest import PLAIN, Client
from tests.postgresql.cluster import Cluster, running
from tests.usecases.conftest import first, mentor, workshop

__all__ = ["first", "mentor", "workshop"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running() as cluster:
        yield cluster


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Flask]:
    """The app over a database and a folder; within, it is the running one."""
    app = create_app(PLAIN | {"DATABASE_URL": url}, instance=str(folder))
    app.test_client_class = Client
    with app.app_context():
        engine = extensions.db.engine
        yield app
    engine.dispose()  # when the session of the test has given its connection back


@pytest.fixture(scope="session")
def migrated(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a migrated database without rows."""
    url = cluster.create()
    with opened(url, tmp_path_factory.mktemp("migrated")):
        extensions.migrate()
    return url


@pytest.fixture
def app(migrated: str, tmp_path: Path) -> Iterator[Flask]:
    """Emptied ahead of each test: that is quicker than a new database."""
    with opened(migrated, tmp_path) as app:
        with extensions.writing() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(table.delete())
        yield app


@pytest.fixture
def empty(cluster: Cluster, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database has no tables yet."""
    with opened(cluster.create(), tmp_path) as app:
        yield app
