"""Prints are made in child processes, so that nobody who saves waits behind one.

A child may use so much processor time and memory for one job and no more: a text made to
hang the layout ends its child, not the server. WeasyPrint is loaded there alone.
"""

import multiprocessing
import os
import resource
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from audit.report.job import Job

SECONDS = 60
"""Processor time for one job; fifty pages take seven."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a job may take beyond what its child had when it was ready; a report
of two hundred pages takes half. A child has much of it without using it: whatever program asks for
prints is loaded there too, and so is the runtime of the minifier."""
STATM = Path("/proc/self/statm")
JOBS = 200
"""After so many a child is replaced. A report leaves some 10 kB in it, but another page may find
what libraries in C forget."""
NICE = 10
"""How far a child stands back: who saves, or opens a page, has the processor first."""


class TooBigError(RuntimeError):
    """The page takes more time or memory than one print may have."""


class Presses:
    """A few children that print; they start with the first job and end with this process."""

    def __init__(
        self,
        workers: int = max(1, (os.cpu_count() or 1) // 2),
        *,
        seconds: int = SECONDS,
        memory: int = MEMORY,
        jobs: int = JOBS,
    ) -> None:
        self._workers, self._seconds, self._memory, self._jobs = workers, seconds, memory, jobs
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._left = 0

    def print(self, job: Job) -> bytes:
        """The PDF of a job.

        A child that ends takes the other jobs of its pool along, so each is tried once more.

        :raise PrintError: the page names an address that is not its own
        :raise TooBigError: it took more than it may, twice
        """
        for _ in range(2):
            pool = self._at_work()
            try:
                return pool.submit(_printed, job, self._seconds).result()
            except BrokenProcessPool:
                self._leave(pool)
            except (MemoryError, RecursionError, SystemError) as error:
                # Libraries in C tell of memory that they did not get in ways of their own.
                raise TooBigError(str(error)) from error
        raise TooBigError("the process that printed it ended twice")

    def close(self) -> None:
        """End the children; the next job starts new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown()

    def _at_work(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool and self._left == 0:
                self._pool.shutdown(wait=False)  # what it has begun it finishes
                self._pool = None
            if self._pool is None:
                self._pool, self._left = self._started(), self._jobs * self._workers
            self._left -= 1
            return self._pool

    def _leave(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None
        broken.shutdown(wait=False)

    def _started(self) -> ProcessPoolExecutor:
        # A server of forks has no threads, and has loaded WeasyPrint once for all children.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["audit.report.pdf"])
        return ProcessPoolExecutor(
            self._workers, context, initializer=_ready, initargs=(self._memory,)
        )


def _ready(memory: int) -> None:
    """Make a child ready to print."""
    from audit.report.pdf import warm

    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm()
    with suppress(ValueError, OSError):  # macOS has no such limit
        pages = int(STATM.read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _end_with_parent() -> None:
    """A server that is killed leaves no child behind."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(0)


def _printed(job: Job, seconds: int) -> bytes:
    """Print one job within the processor time it may have."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = round(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
    return job.done()
