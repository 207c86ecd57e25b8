"""Batches of reports on disk: what is to be printed, how far it got, and the zip of it.

One folder a batch, gone after a day. A batch that another process began and did not end was
interrupted: its state says which process works on it, and each process has a name of its own.
"""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from uuid import UUID

import msgspec

from audit.storage.base import new_id, utc_now
from audit.storage.photos import write_whole

DAY = timedelta(days=1)
STATE, STOP, BUNDLE = "state.json", "stop", "laporan-5r.zip"


class NoSuchBatchError(LookupError):
    """No batch has this id, or it is not this user's, or its day is over."""


class Entry(msgspec.Struct, frozen=True):
    """One report of a batch; `failed` says why there is none: ``too_big``, ``gone``, ``broken``."""

    audit: UUID
    name: str
    failed: str = ""


class Batch(msgspec.Struct, frozen=True):
    """A batch as it stands; `status` is running, done, cancelled or interrupted."""

    id: UUID
    user: UUID
    language: str
    process: UUID
    begun: datetime
    entries: tuple[Entry, ...]
    worked: int = 0
    status: str = "running"

    @property
    def running(self) -> bool:
        """Whether it is being worked off."""
        return self.status == "running"

    @property
    def now(self) -> Entry | None:
        """The report that is being printed."""
        return self.entries[self.worked] if self.running and self.worked < self.of else None

    @property
    def of(self) -> int:
        """Reports there are to print."""
        return len(self.entries)

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The reports that could not be printed."""
        return tuple(entry for entry in self.entries if entry.failed)

    @property
    def printed(self) -> int:
        """Reports in the zip."""
        return self.worked - len(self.failed)


class Batches:
    """The batches of one instance; one of these for each process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._process, self._lock = folder, new_id(), Lock()

    def begin(self, user: UUID, language: str, entries: Sequence[Entry]) -> Batch | None:
        """A new batch of this user; None while another of his is running."""
        with self._lock:
            self._sweep()
            if self.running(user):
                return None
            batch = Batch(new_id(), user, language, self._process, utc_now(), tuple(entries))
            self.put(batch)
            return batch

    def put(self, batch: Batch) -> None:
        """Write down how far a batch got."""
        write_whole(self._folder / str(batch.id) / STATE, msgspec.json.encode(batch))

    def get(self, user: UUID, batch_id: UUID) -> Batch:
        """One batch of this user.

        :raise NoSuchBatchError: there is none
        """
        self._sweep()
        found = self._read(self._folder / str(batch_id) / STATE)
        if found is None or found.user != user:
            raise NoSuchBatchError(batch_id)
        return found

    def running(self, user: UUID) -> Batch | None:
        """The batch of this user that is being worked off."""
        known = map(self._read, self._folder.glob(f"*/{STATE}"))
        return next((one for one in known if one and one.user == user and one.running), None)

    def stop(self, batch: Batch) -> None:
        """Ask whoever works on a batch to end after the report at hand."""
        (self._folder / str(batch.id) / STOP).touch()

    def stopped(self, batch: Batch) -> bool:
        """Whether somebody asked for that."""
        return (self._folder / str(batch.id) / STOP).exists()

    def bundle(self, batch: Batch) -> Path:
        """The zip of a batch; it is there once the batch has ended."""
        return self._folder / str(batch.id) / BUNDLE

    @contextmanager
    def bundling(self, batch: Batch) -> Iterator[zipfile.ZipFile]:
        """The zip to put reports into; it gets its name when it is whole."""
        whole = self.bundle(batch)
        part = whole.with_suffix(".part")
        with zipfile.ZipFile(part, "w") as bundle:  # a PDF is compressed already
            yield bundle
        part.replace(whole)

    def _read(self, file: Path) -> Batch | None:
        try:
            batch = msgspec.json.decode(file.read_bytes(), type=Batch)
        except FileNotFoundError:
            return None
        if batch.running and batch.process != self._process:
            return msgspec.structs.replace(batch, status="interrupted")
        return batch

    def _sweep(self) -> None:
        """Take away what is older than a day."""
        for file in self._folder.glob(f"*/{STATE}"):
            batch = self._read(file)
            if batch and not batch.running and batch.begun < utc_now() - DAY:
                shutil.rmtree(file.parent, ignore_errors=True)  # another thread may be at it
