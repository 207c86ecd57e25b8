"""Writers who wait for each other share a commit; each keeps what is his, or hears why not."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.storage import database, writers

OTHERS = 6


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(**database.engine_options(f"sqlite:///{tmp_path / 'db.sqlite'}"))
    database.prepare(engine)
    with database.writing(engine) as session:
        session.execute(sa.text("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)"))
    yield engine
    engine.dispose()


@pytest.fixture
def commits(engine: sa.Engine) -> list[int]:
    """One entry for each commit."""
    seen: list[int] = []
    sa.event.listen(engine, "commit", lambda _connection: seen.append(1))
    return seen


def add(session: Session, number: int, text: str = "") -> None:
    session.execute(sa.text("INSERT INTO entry VALUES (:id, :text)"), {"id": number, "text": text})


def entries(engine: sa.Engine) -> set[int]:
    with engine.connect() as connection:
        return set(connection.scalars(sa.text("SELECT id FROM entry")))


def together(engine: sa.Engine, write: Callable[[Session, int], None]) -> list[Future[None]]:
    """Write as several: the first holds its turn until all the others wait for theirs."""
    queue = writers.of(engine)

    def one(number: int) -> None:
        with database.writing(engine) as session:
            write(session, number)
            while number == 0 and queue.waiting < OTHERS:
                time.sleep(0.001)

    with ThreadPoolExecutor(1 + OTHERS) as pool:
        first = pool.submit(one, 0)
        while not queue.busy:
            time.sleep(0.001)
        return [first, *(pool.submit(one, number) for number in range(1, 1 + OTHERS))]


def test_those_who_wait_share_one_commit(
    engine: sa.Engine, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 60)

    done = together(engine, add)

    assert [one.exception() for one in done] == [None] * (1 + OTHERS)
    assert entries(engine) == set(range(1 + OTHERS))
    assert len(commits) == 1


def test_a_writer_alone_commits_at_once(engine: sa.Engine, commits: list[int]) -> None:
    for number in range(3):
        with database.writing(engine) as session:
            add(session, number)
        assert entries(engine) == set(range(number + 1))

    assert len(commits) == 3


def test_nobody_waits_long_for_those_behind_him(
    engine: sa.Engine, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 0)

    together(engine, add)

    assert len(commits) == 1 + OTHERS


def test_an_error_undoes_its_own_writer_and_no_other(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 60)

    def write(session: Session, number: int) -> None:
        add(session, number)
        if number % 2:
            raise ZeroDivisionError

    done = together(engine, write)

    assert [type(one.exception()) for one in done[:3]] == [
        type(None),
        ZeroDivisionError,
        type(None),
    ]
    assert entries(engine) == set(range(0, 1 + OTHERS, 2))


def test_when_the_database_undoes_all_nobody_is_told_that_his_is_stored(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full makes SQLite undo the whole transaction."""
    monkeypatch.setattr(writers, "LONGEST", 60)

    def write(session: Session, number: int) -> None:
        add(session, number)
        if number == 0:
            session.execute(sa.text("PRAGMA max_page_count=4"))
        else:
            add(session, 100 + number, "x" * 100_000)

    done = together(engine, write)

    stored = entries(engine)
    for number, one in enumerate(done):
        assert (one.exception() is None) == (number in stored)
    assert isinstance(done[0].exception(), writers.UndoneError)
    assert stored == set()


def test_a_commit_that_fails_is_told_to_all(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 60)
    failed = threading.Event()

    @sa.event.listens_for(engine, "commit")
    def refuse(_connection: sa.Connection) -> None:
        if not failed.is_set():
            failed.set()
            raise OSError("the disk is gone")

    done = together(engine, add)

    assert [type(one.exception()) for one in done] == [OSError] * (1 + OTHERS)
    assert entries(engine) == set()
    with database.writing(engine) as session:
        add(session, 1)
    assert entries(engine) == {1}
