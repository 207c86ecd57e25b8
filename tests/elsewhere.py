"""Another instance beside the one of the test, which knows nothing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from flask import Flask

from audit import extensions
from audit.app import create_app
from tests.apps import quick
from tests.conftest import PLAIN


@contextmanager
def elsewhere(empty_database: Path, folder: Path) -> Iterator[Flask]:
    """An empty instance in a new folder; within, it is the running app."""
    folder.mkdir()
    copyfile(empty_database, folder / "audit.sqlite")
    app = quick(create_app(PLAIN, instance=str(folder)))
    with app.app_context():
        yield app
        extensions.db.engine.dispose()
