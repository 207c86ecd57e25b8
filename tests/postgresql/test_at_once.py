"""Several who write at once, in one process and in two: each keeps what is his."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from audit.extensions import db, writing
from audit.storage import database, uploads, writers
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.versions import AuditVersion
from audit.storage.workshops import Workshop
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved
from tests.factories import TODAY, a_document
from tests.postgresql.cluster import Cluster
from tests.storage.test_numbers import test_numbers_given_at_once_are_unique_and_leave_no_gap
from tests.storage.test_writers import (
    add,
    commits,
    entries,
    test_a_commit_that_fails_is_told_to_all,
    test_a_writer_alone_commits_at_once,
    test_an_error_undoes_its_own_writer_and_no_other,
    test_those_who_wait_share_one_commit,
    together,
)
from tests.usecases.visits import a_visit, finished

__all__ = [
    "commits",
    "test_a_commit_that_fails_is_told_to_all",
    "test_a_writer_alone_commits_at_once",
    "test_an_error_undoes_its_own_writer_and_no_other",
    "test_numbers_given_at_once_are_unique_and_leave_no_gap",
    "test_those_who_wait_share_one_commit",
]

AT_ONCE = 6


def opened(url: str) -> sa.Engine:
    engine = sa.create_engine(**database.engine_options(url))
    database.prepare(engine)
    return engine


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.create()


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = opened(url)
    with database.writing(engine) as session:
        session.execute(sa.text("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)"))
    yield engine
    engine.dispose()


@pytest.fixture
def elsewhere(engine: sa.Engine, url: str) -> Iterator[sa.Engine]:
    """The same database as another process has it: nothing is shared but the database."""
    engine = opened(url)
    yield engine
    engine.dispose()


def all_at_once(app: Flask, work: Callable[[int], Any]) -> list[Any]:
    """What each of several gets, in a context of the app of his own."""

    def one(number: int) -> Any:
        with app.app_context():
            return work(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_processes_wait_for_each_other_and_no_write_is_lost(
    engine: sa.Engine, elsewhere: sa.Engine
) -> None:
    def count(number: int) -> None:
        for _ in range(10):
            with database.writing((engine, elsewhere)[number % 2]) as session:
                last = session.scalar(sa.text("SELECT coalesce(max(id), 0) FROM entry"))
                add(session, last + 1)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(count, range(AT_ONCE)))

    assert entries(engine) == set(range(1, 10 * AT_ONCE + 1))


def test_a_reader_keeps_the_state_it_began_with(engine: sa.Engine) -> None:
    with engine.connect() as reader:
        query = sa.text("SELECT count(*) FROM entry")
        before = reader.scalar(query)
        with database.writing(engine) as session:
            add(session, 1)

        assert (before, reader.scalar(query)) == (0, 0)


def test_when_the_connection_breaks_nobody_is_told_that_his_is_stored(
    engine: sa.Engine, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LONGEST", 60)

    def write(session: Session, number: int) -> None:
        add(session, number)
        if number == 0:
            pid = session.scalar(sa.text("SELECT pg_backend_pid()"))
            with cluster.connect() as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    done = together(engine, write)

    stored = entries(engine)
    assert 0 not in stored
    for number, one in enumerate(done):
        assert (one.exception() is None) == (number in stored)
    with database.writing(engine) as session:
        add(session, 99)
    assert 99 in entries(engine)


def test_a_transaction_that_can_not_be_committed_takes_no_further_writer(engine: sa.Engine) -> None:
    """PostgreSQL would answer the COMMIT of one that failed with a ROLLBACK, and no error."""
    group = writers.Group(engine)
    assert group.alive
    with pytest.raises(sa.exc.DataError):
        group.connection.exec_driver_sql("SELECT 1 / 0")

    assert not group.alive
    group.end()
    with pytest.raises(writers.UndoneError):
        group.wait()


def test_visits_that_end_at_once_get_numbers_of_their_own(
    app: Flask, mentor: User, workshop: Workshop
) -> None:
    def visit(number: int) -> Saved:
        return finished(mentor, a_visit(workshop, mentor, {f"R2.{number + 1}": 1}, day=number))

    given = {saved.document.number for saved in all_at_once(app, visit)}

    assert given == {f"AUD-2026-{n:04d}" for n in range(1, AT_ONCE + 1)}


def test_an_upload_that_comes_twice_at_once_is_stored_once(
    app: Flask, mentor: User, workshop: Workshop
) -> None:
    document = a_document(workshop, mentor)
    edit = Edit(document, None, new_id(), "tes")

    def send(_number: int) -> tuple[int, str]:
        with writing() as session:
            saved = audits.save(session, mentor, edit, today=TODAY)
        return saved.version, saved.sha256

    answers = all_at_once(app, send)

    assert {version for version, _sha256 in answers} == {1}
    assert len(set(answers)) == 1
    assert db.session.scalars(sa.select(AuditVersion.version)).all() == [1]


def test_a_photo_that_comes_twice_at_once_is_handed_in_once(app: Flask, mentor: User) -> None:
    def send(_number: int) -> None:
        with writing() as session:
            uploads.remember(session, mentor, "a" * 64)

    all_at_once(app, send)

    assert uploads.readable(db.session, mentor, ["a" * 64]) == {"a" * 64}
