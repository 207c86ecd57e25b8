"""Migrations on PostgreSQL: from nothing to the tables of the models, and back."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from audit import extensions
from audit.extensions import db
from audit.storage.base import Base
from tests.postgresql.cluster import Cluster
from tests.storage.test_fingerprint_migration import (
    test_old_versions_are_named_by_what_may_leave_the_app,
)
from tests.storage.test_planned_migration import (
    test_the_newest_final_audit_of_a_mentor_tells_the_workshop,
)
from tests.test_extensions import (
    test_every_migration_can_be_undone_and_done_again,
    test_migrating_twice_changes_nothing,
    test_migrations_make_exactly_the_tables_of_the_models,
)

__all__ = [
    "test_every_migration_can_be_undone_and_done_again",
    "test_migrating_twice_changes_nothing",
    "test_migrations_make_exactly_the_tables_of_the_models",
    "test_old_versions_are_named_by_what_may_leave_the_app",
    "test_the_newest_final_audit_of_a_mentor_tells_the_workshop",
]


@pytest.fixture
def app(empty: Flask) -> Flask:
    """A database of its own, which may be taken down."""
    extensions.migrate()
    return empty


@pytest.fixture
def plain(cluster: Cluster) -> Iterator[sa.Engine]:
    """A database with the tables as the models say them."""
    engine = sa.create_engine(cluster.create())
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def shape(engine: sa.Engine) -> dict[str, list[str]]:
    """Columns, keys, checks and indexes of every table, as the database tells them."""
    inspect = sa.inspect(engine)

    def told(table: str) -> list[Any]:
        columns: list[Any] = [{**c, "type": str(c["type"])} for c in inspect.get_columns(table)]
        return [
            *columns,
            inspect.get_pk_constraint(table),
            *inspect.get_check_constraints(table),
            *inspect.get_foreign_keys(table),
            *inspect.get_unique_constraints(table),
            *inspect.get_indexes(table),
        ]

    return {table: sorted(map(str, told(table))) for table in Base.metadata.tables}


def test_migrated_tables_are_those_of_the_models_in_every_rule(
    app: Flask, plain: sa.Engine
) -> None:
    assert shape(db.engine) == shape(plain)
