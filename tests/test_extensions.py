"""The extensions as wired: migrations make exactly the tables of the models, and come off again."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from audit import extensions
from audit.app import create_app
from audit.extensions import db, writing
from audit.storage.base import Base
from audit.storage.workshops import Workshop
from tests.apps import quick
from tests.conftest import PLAIN


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An app whose database has no tables yet."""
    app = quick(create_app(PLAIN, instance=str(tmp_path)))
    with app.app_context():
        yield app
        db.engine.dispose()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names())


def test_migrations_make_exactly_the_tables_of_the_models(empty: Flask) -> None:
    extensions.migrate()

    assert extensions.alembic.compare_metadata() == []
    assert tables() == {*Base.metadata.tables, "alembic_version"}


def test_migrations_keep_the_rules_of_the_models(empty: Flask) -> None:
    """Checks and keys, which the comparison of alembic leaves out."""

    def rules(engine: sa.Engine) -> dict[str, list[str]]:
        inspect = sa.inspect(engine)
        return {
            name: sorted(
                str(rule["name"])
                for rule in (
                    *inspect.get_check_constraints(name),
                    *inspect.get_foreign_keys(name),
                    *inspect.get_unique_constraints(name),
                    *inspect.get_indexes(name),
                )
            )
            for name in Base.metadata.tables
        }

    extensions.migrate()
    plain = sa.create_engine("sqlite://")
    Base.metadata.create_all(plain)

    assert rules(db.engine) == rules(plain)


def test_migrating_twice_changes_nothing(empty: Flask) -> None:
    extensions.migrate()
    extensions.migrate()

    assert extensions.ready()


def test_every_migration_can_be_undone_and_done_again(empty: Flask) -> None:
    extensions.migrate()

    extensions.alembic.downgrade("base")
    assert tables() <= {"alembic_version"}
    assert not extensions.ready()

    extensions.migrate()
    assert extensions.alembic.compare_metadata() == []


def test_an_empty_database_is_not_ready(empty: Flask) -> None:
    assert not extensions.ready()


def test_a_write_is_seen_by_the_next_reader_and_undone_by_an_error(app: Flask) -> None:
    with writing() as session:
        session.add(Workshop(name="Ada"))
    with pytest.raises(ZeroDivisionError), writing() as session:
        session.add(Workshop(name="Tidak ada"))
        session.flush()
        raise ZeroDivisionError

    assert db.session.scalars(sa.select(Workshop.name)).all() == ["Ada"]


def test_photos_are_kept_where_the_setting_says(tmp_path: Path) -> None:
    store = {"PHOTO_STORE": f"file://{tmp_path}/elsewhere"}
    with create_app(PLAIN | store, instance=str(tmp_path / "instance")).app_context():
        sha256 = extensions.photo_store().put(b"bytes")
        db.engine.dispose()

    assert [p.name for p in (tmp_path / "elsewhere").rglob(f"{sha256}*")]


def test_a_request_starts_no_thread(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[threading.Thread] = []
    monkeypatch.setattr(threading.Thread, "start", started.append)

    answer = app.test_client().get("/login")

    assert answer.status_code == 200
    assert started == []
