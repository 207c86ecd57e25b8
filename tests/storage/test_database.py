"""SQLite as we open it: nothing is lost, writers wait for each other, readers see whole states."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from audit.storage import database

THREADS, WRITES = 8, 20


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """A database of accounts; `counter` shows lost updates, `entry` half-written ones."""
    engine = sa.create_engine(**database.engine_options(f"sqlite:///{tmp_path / 'db.sqlite'}"))
    database.prepare(engine)
    with engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counter (n INTEGER NOT NULL)")
        connection.exec_driver_sql("CREATE TABLE entry (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE part (entry_id INTEGER REFERENCES entry (id))")
        connection.exec_driver_sql("INSERT INTO counter VALUES (0)")
    yield engine
    engine.dispose()


def count(engine: sa.Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("wal_autocheckpoint", database.CHECKPOINT),
    ],
)
def test_every_connection_is_opened_safely(
    engine: sa.Engine, pragma: str, value: str | int
) -> None:
    with engine.connect() as one, engine.connect() as other:
        found = [c.exec_driver_sql(f"PRAGMA {pragma}").scalar() for c in (one, other)]

    assert found == [value, value]


def test_a_row_that_points_nowhere_is_refused(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.writing(engine) as session:
        session.execute(sa.text("INSERT INTO part VALUES (99)"))


def test_writers_wait_for_each_other_and_no_write_is_lost(engine: sa.Engine) -> None:
    def write(_: int) -> None:
        for _ in range(WRITES):
            with database.writing(engine) as session:
                n = session.scalar(sa.text("SELECT n FROM counter"))
                session.execute(sa.text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(THREADS)))

    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT n FROM counter")) == THREADS * WRITES


def test_another_process_can_not_write_once_a_writer_has_read(engine: sa.Engine) -> None:
    with database.writing(engine) as session, engine.connect() as other:
        session.scalar(sa.text("SELECT n FROM counter"))
        other.exec_driver_sql("PRAGMA busy_timeout=1")

        with pytest.raises(sa.exc.OperationalError, match="locked"):
            other.exec_driver_sql("INSERT INTO entry VALUES (1)")


def test_an_error_undoes_all_of_its_block(engine: sa.Engine) -> None:
    with pytest.raises(ZeroDivisionError), database.writing(engine) as session:
        session.execute(sa.text("INSERT INTO entry VALUES (1)"))
        session.flush()
        raise ZeroDivisionError

    assert count(engine, "entry") == 0
    with database.writing(engine) as session:
        session.execute(sa.text("INSERT INTO entry VALUES (1)"))
    assert count(engine, "entry") == 1


def test_readers_see_no_half_written_state(engine: sa.Engine) -> None:
    with database.writing(engine) as session:
        session.execute(sa.text("INSERT INTO entry VALUES (1)"))
        during = count(engine, "entry")

    assert (during, count(engine, "entry")) == (0, 1)


def test_a_reader_keeps_the_state_it_began_with(engine: sa.Engine) -> None:
    query = sa.text("SELECT count(*) FROM entry")
    with engine.connect() as reader:
        before = reader.scalar(query)
        with database.writing(engine) as session:
            session.execute(sa.text("INSERT INTO entry VALUES (1)"))

        assert (before, reader.scalar(query)) == (0, 0)


def test_other_databases_are_opened_without_the_ways_of_sqlite() -> None:
    options = database.engine_options("postgresql+psycopg://audit@db/audit")

    assert options["pool_pre_ping"]
    assert options["isolation_level"] == "REPEATABLE READ"
    assert "connect_args" not in options
