"""Writers take turns, and those who wait for each other share one commit.

A commit waits for the disk, some milliseconds each. With twenty tablets sending at once
those add up, so a writer who is done leaves the transaction open to the next who waits;
the last one commits for all of them, and none is told that his is stored before it is.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

LONGEST = 0.05
"""Seconds after which a transaction takes no further writer."""

OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"write": True},
    # Whoever waited for his turn sees what those ahead of him have written.
    "postgresql": {"write": True, "isolation_level": "READ COMMITTED"},
}


class UndoneError(RuntimeError):
    """The database undid what several writers had written, for the trouble of one of them."""


class Group:
    """Writers who share a transaction, and how it ended."""

    def __init__(self, engine: sa.Engine) -> None:
        self.begun = time.monotonic()
        self._ended = threading.Event()
        self._error: BaseException | None = None
        self._stack = ExitStack()
        with self._stack:
            self.connection = self._stack.enter_context(engine.connect())
            self.connection.execution_options(**OPTIONS[engine.dialect.name])
            self._stack.enter_context(self.connection.begin())
            self._stack = self._stack.pop_all()

    @property
    def alive(self) -> bool:
        """Whether the transaction can still be committed.

        A full disk makes SQLite undo all of it. PostgreSQL would end one that failed, or
        whose connection broke, without a word.
        """
        if self.connection.invalidated:
            return False
        driver: Any = self.connection.connection.dbapi_connection
        if self.connection.dialect.name == "sqlite":
            return bool(driver.in_transaction)
        return bool(driver.info.transaction_status.name == "INTRANS")

    @property
    def is_open(self) -> bool:
        """Whether there is time for one more."""
        return self.alive and time.monotonic() - self.begun < LONGEST

    def end(self) -> None:
        """Commit for all; what goes wrong is told by `wait`."""
        try:
            with self._stack:
                if not self.alive:
                    raise UndoneError("the database undid the transaction")
        except BaseException as error:  # every writer hears of it in his own thread
            self._error = error
        self._ended.set()

    def wait(self) -> None:
        """Come back when all is on the disk.

        :raise Exception: what the commit raised; nothing of any writer is stored
        """
        self._ended.wait()
        if self._error is not None:
            raise self._error


class Writers:
    """The queue of one database. A database's own waiting is unfair or slow."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._group: Group | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody is writing."""
        return self._turn.locked()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return self._waiting

    @contextmanager
    def session(self, engine: sa.Engine) -> Iterator[Session]:
        """A transaction of its own for each writer, on the disk when the block is left."""
        group = self._enter(engine)
        try:
            with (
                Session(
                    group.connection,
                    expire_on_commit=False,
                    join_transaction_mode="create_savepoint",
                ) as session,
                session.begin(),
            ):
                yield session
        finally:
            self._leave(group)
        group.wait()

    def _enter(self, engine: sa.Engine) -> Group:
        self._count(1)
        self._turn.acquire()
        self._count(-1)
        try:
            group = self._group = self._group or Group(engine)
        except BaseException:
            self._turn.release()
            raise
        return group

    def _leave(self, group: Group) -> None:
        """Hand the transaction on to who waits; without such a one, or late, commit."""
        if not (self._waiting and group.is_open):
            self._group = None
            group.end()
        self._turn.release()

    def _count(self, by: int) -> None:
        with self._counting:
            self._waiting += by


_queues: "WeakKeyDictionary[sa.Engine, Writers]" = WeakKeyDictionary()
_making = threading.Lock()


def of(engine: sa.Engine) -> Writers:
    """The queue of this database in this process."""
    with _making:
        if engine not in _queues:
            _queues[engine] = Writers()
        return _queues[engine]
