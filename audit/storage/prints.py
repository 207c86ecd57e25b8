"""Finished prints, kept until nobody asks for them: one file for each state of what it shows."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from audit.storage.photos import write_whole

ROOM = 512 * 1024 * 1024
"""Bytes; beyond them the prints that nobody asked for longest go."""


class PrintShelf:
    """Prints in one folder, named ``<key>-<sha256>.pdf``; one shelf for all threads.

    A print whose bytes are not those of its name is made anew.
    """

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        self._folder, self._room = folder, room
        self._lock = Lock()
        self._making: dict[str, tuple[Lock, int]] = {}

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The print of this key, made if it is not here; never twice at the same time.

        :param key: letters and digits that name everything the print shows
        """
        with self._alone(key):
            data = self._read(key)
            if data is None:
                data = make()
                sha = hashlib.sha256(data).hexdigest()
                write_whole(self._folder / f"{key}-{sha}.pdf", data)
                self._make_room()
            return data

    def _read(self, key: str) -> bytes | None:
        for file in self._folder.glob(f"{key}-*.pdf"):
            with suppress(FileNotFoundError):  # it had to make room just now
                data = file.read_bytes()
                if file.stem == f"{key}-{hashlib.sha256(data).hexdigest()}":
                    file.touch()
                    return data
            file.unlink(missing_ok=True)
        return None

    def _make_room(self) -> None:
        files = [(file.stat(), file) for file in self._folder.glob("*.pdf")]
        used = sum(facts.st_size for facts, _ in files)
        for facts, file in sorted(files, key=lambda one: one[0].st_mtime_ns):
            if used <= self._room:
                return
            file.unlink(missing_ok=True)
            used -= facts.st_size

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Let one thread at a time work on a key."""
        with self._lock:
            lock, waiting = self._making.get(key, (Lock(), 0))
            self._making[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                _, waiting = self._making[key]
                if waiting == 1:
                    del self._making[key]
                else:
                    self._making[key] = lock, waiting - 1
