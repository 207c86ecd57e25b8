"""A large export in another process, so that nobody who saves waits behind it.

Python computes one thing at a time: ten thousand audits in a thread of the server would make
every tablet wait. The other process reads the database itself, gives way to whatever else the
machine does, and ends with its file.
"""

import multiprocessing
import os
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.storage import database
from audit.storage.exports import Chosen
from audit.usecases.exporting import WRITERS, Wish

POLITE = 10
"""How far back the other process stands when the processor is shared out."""
_one_at_a_time = threading.Lock()


class BusyError(RuntimeError):
    """Another large export is being made; there is one at a time."""


def exported_apart(url: str, chosen: Chosen, wish: Wish) -> IO[bytes]:
    """The file as `exporting.exported` gives it.

    :param url: of the database, password and all
    :raise BusyError: try again when the other one is done
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise BusyError
    with ExitStack() as unless_done, ExitStack() as always:
        always.callback(_one_at_a_time.release)
        file = unless_done.enter_context(tempfile.NamedTemporaryFile())
        context = multiprocessing.get_context("forkserver")
        pool = always.enter_context(ProcessPoolExecutor(1, context))
        pool.submit(_write, url, chosen, wish, Path(file.name)).result()
        unless_done.pop_all()
    return file


def _write(url: str, chosen: Chosen, wish: Wish, path: Path) -> None:
    """Write the file, in the other process."""
    os.nice(POLITE)
    engine = sa.create_engine(**database.engine_options(url))
    database.prepare(engine)
    with Session(engine) as session, path.open("wb") as file:
        WRITERS[wish.ending](session, chosen, wish, file)
    engine.dispose()
