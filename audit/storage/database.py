"""How the database is opened: readers keep the state they began with, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.storage import writers

CHECKPOINT = 4000
"""Pages (16 MB) in the log before they move to the database, while all who write wait for it."""
PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"wal_autocheckpoint={CHECKPOINT}",
)
POOL = {
    "pool_size": 20,
    "max_overflow": 0,
    # Each connection has a cache of its own, and the last one used has the best.
    "pool_use_lifo": True,
}
WRITERS = 5_121_955
"""The lock of PostgreSQL that a writer holds; any number of our own."""
LONGEST_WAIT = "SET lock_timeout = '10s'"


def engine_options(url: str) -> dict[str, Any]:
    """Options of the engine for this address."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        connecting = {"timeout": 10, "check_same_thread": False}
        return {"url": url, "connect_args": connecting, **POOL}
    # A connection that the server closed meanwhile is opened anew.
    return {"url": url, "isolation_level": "REPEATABLE READ", "pool_pre_ping": True, **POOL}


def prepare(engine: sa.Engine) -> None:
    """Say how each connection is opened, and how a writer keeps other processes out."""
    (prepare_sqlite if engine.dialect.name == "sqlite" else prepare_postgresql)(engine)


def prepare_sqlite(engine: sa.Engine) -> None:
    """Set WAL and friends on each connection, and say ourselves how to BEGIN."""

    @sa.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes(connection) else "BEGIN")


def prepare_postgresql(engine: sa.Engine) -> None:
    """Let a writer wait for the one of another process, as long as SQLite does."""

    @sa.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.execute(LONGEST_WAIT)
        connection.commit()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if writes(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def writes(connection: sa.Connection) -> bool:
    """Whether this is the connection of writers."""
    return bool(connection.get_execution_options().get("write"))


@contextmanager
def writing(engine: sa.Engine) -> Iterator[Session]:
    """One write transaction: on the disk at the end, undone by any error.

    Writers of this process take turns, and while one writes other processes are kept out.
    So what a writer has read stays true until he has written.
    """
    with writers.of(engine).session(engine) as session:
        yield session
