"""Photos that come in pieces: the bytes that are here so far, for each user on his own."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from audit.storage.photos import SHA256, NoSuchPhotoError

DAY = 24 * 3600
KEPT = 30 * DAY
"""Seconds that a part waits for its next piece."""


class WrongOffsetError(ValueError):
    """A piece does not begin where the bytes so far end; `offset` says where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the next byte is number {offset}")
        self.offset = offset


class Part:
    """The first bytes of one photo, held by whoever opened it."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return os.fstat(self._stream.fileno()).st_size

    def extend(self, offset: int, data: bytes) -> None:
        """Add a piece; it is on the disk before the sender hears of it.

        :raise WrongOffsetError: it begins anywhere but at the end
        """
        self.check(offset)
        self._stream.write(data)
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def whole(self, offset: int, last: bytes) -> bytes:
        """All bytes together with the last piece, which is not added to the part.

        So a crash before the photo is kept costs that piece alone.

        :raise WrongOffsetError: it begins anywhere but at the end
        """
        self.check(offset)
        self._stream.seek(0)
        return self._stream.read() + last

    def check(self, offset: int) -> None:
        """Refuse a piece that does not begin at the end.

        :raise WrongOffsetError: with the right offset
        """
        if offset != self.size:
            raise WrongOffsetError(self.size)

    def drop(self) -> None:
        """Forget these bytes."""
        if there(self._stream):  # else the name may be another's by now
            self._path.unlink()


class Parts:
    """Parts of photos in a folder, laid out as ``<user>/<sha256>.part``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, user_id: UUID, sha: str) -> int:
        """How many bytes of a photo this user has sent so far.

        :raise NoSuchPhotoError: `sha` is no name of a photo
        """
        try:
            return self._path(user_id, sha).stat().st_size
        except FileNotFoundError:
            return 0

    @contextmanager
    def opened(self, user_id: UUID, sha: str) -> Iterator[Part]:
        """One part; pieces of it that come at the same time go one after the other.

        :raise NoSuchPhotoError: `sha` is no name of a photo
        """
        path = self._path(user_id, sha)
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()
        with locked(path) as stream:
            part = Part(stream, path)
            try:
                yield part
            finally:
                if part.size == 0:
                    part.drop()

    def _path(self, user_id: UUID, sha: str) -> Path:
        if not SHA256.fullmatch(sha):
            raise NoSuchPhotoError(sha)
        return self._folder / str(user_id) / f"{sha}.part"

    def _sweep(self) -> None:
        """Once a day, throw away what nobody went on sending."""
        stamp = self._folder / ".swept"
        if stamp.exists() and time.time() - stamp.stat().st_mtime < DAY:
            return
        stamp.touch()
        for path in self._folder.glob("*/*.part"):
            with suppress(FileNotFoundError):  # another process sweeps too
                if time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()


@contextmanager
def locked(path: Path) -> Iterator[BinaryIO]:
    """The file, made if need be, for one thread of one process at a time."""
    stream = path.open("a+b")
    fcntl.flock(stream, fcntl.LOCK_EX)
    try:
        if there(stream):
            yield stream
            return
    finally:
        stream.close()
    # Whoever held it before has dropped it; the name stands for a new file by now.
    with locked(path) as fresh:
        yield fresh


def there(stream: BinaryIO) -> bool:
    """Whether an open file still has a name."""
    return os.fstat(stream.fileno()).st_nlink > 0
