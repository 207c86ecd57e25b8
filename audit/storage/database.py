"""How the database is opened: safe settings for SQLite, one writer at a time."""

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


def engine_options(url: str) -> dict[str, Any]:
    """Options of the engine for this address."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return {
            "url": url,
            "connect_args": {"timeout": 10, "check_same_thread": False},
            "pool_size": 20,
            "max_overflow": 0,
            # Each connection has a cache of its own, and the last one used has the best.
            "pool_use_lifo": True,
        }
    return {"url": url, "pool_size": 12, "pool_pre_ping": True}


def prepare(engine: sa.Engine) -> None:
    """Set WAL and friends on each SQLite connection, and let us say how to BEGIN."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[Session]:
    """One write transaction: on the disk at the end, undone by any error.

    In SQLite writers of this process take turns, and BEGIN IMMEDIATE keeps other processes out.
    """
    if engine.dialect.name == "sqlite":
        with writers.of(engine).session(engine) as session:
            yield session
        return
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
