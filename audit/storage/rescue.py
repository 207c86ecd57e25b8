"""Open a tablet's rescue file with care: a zip that somebody hands in may be anything."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal

import msgspec

from audit.domain.rescue import Queue, read_queue
from audit.storage.jpegs import MAX_BYTES, refusals

LIST = "antrean.json"
PHOTO = re.compile(r"foto/([0-9a-f]{64})\.jpg")
STRANGE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")

MAX_FILE = 120 * 1024 * 1024
"""Bytes of all that a file holds, unpacked."""

MAX_LIST = 20 * 1024 * 1024
MAX_ENTRIES = 2_000
CHUNK = 1024 * 1024
ENTRY = b"PK\x01\x02"
"""Begins each entry of the directory at the end of a zip."""

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

RescueCode = Literal[
    "not_a_zip", "too_many_entries", "file_too_large", "strange_names", "no_list", "broken_list"
]


class RescueError(Exception):
    """A file that is refused as a whole; `code` says why."""

    def __init__(self, code: RescueCode) -> None:
        super().__init__(code)
        self.code: RescueCode = code


class RescueFile:
    """One open rescue file: its list, and the photos beside it."""

    def __init__(self, archive: zipfile.ZipFile, queue: Queue) -> None:
        self._archive = archive
        self.queue = queue
        names = (PHOTO.fullmatch(name) for name in archive.namelist())
        self.photos = tuple(dict.fromkeys(found[1] for found in names if found))

    def photo(self, sha256: str) -> bytes:
        """The bytes under the name of a photo; of too many, one more than there may be.

        :raise PictureError: "broken", the zip is damaged there
        """
        with refusals(), self._archive.open(f"foto/{sha256}.jpg") as stream:
            return stream.read(MAX_BYTES + 1)


@contextmanager
def opened(stream: BinaryIO) -> Iterator[RescueFile]:
    """A rescue file; nothing of it is ever unpacked to the disk.

    :raise RescueError: it is refused
    """
    check_entries(stream)
    with readable("not_a_zip"):
        archive = zipfile.ZipFile(stream)
    with archive:
        check_names(archive)
        yield RescueFile(archive, listed(archive))


def check_entries(stream: BinaryIO) -> None:
    """Count the entries before a list of them takes memory.

    :raise RescueError: there are far more than a tablet writes
    """
    count, tail = 0, b""
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        seen = tail + chunk
        count += seen.count(ENTRY)
        tail = seen[-3:]
    if count > MAX_ENTRIES:
        raise RescueError("too_many_entries")


def check_names(archive: zipfile.ZipFile) -> None:
    """Refuse by the directory alone, before anything is unpacked.

    :raise RescueError: names lead elsewhere, or it would be too much
    """
    entries = archive.infolist()
    if any(STRANGE.search(entry.filename) for entry in entries):
        raise RescueError("strange_names")
    # Unpacking stops at the size that the directory tells, so that size can be believed.
    if sum(entry.file_size for entry in entries) > MAX_FILE:
        raise RescueError("file_too_large")
    if any(entry.compress_type not in METHODS or entry.flag_bits & 1 for entry in entries):
        raise RescueError("not_a_zip")


def listed(archive: zipfile.ZipFile) -> Queue:
    """The list of what waited on the tablet.

    :raise RescueError: it is missing or can't be read
    """
    try:
        entry = archive.getinfo(LIST)
    except KeyError as error:
        raise RescueError("no_list") from error
    if entry.file_size > MAX_LIST:
        raise RescueError("file_too_large")
    with readable("broken_list"):
        data = archive.read(entry)
    try:
        return read_queue(data)
    except msgspec.DecodeError as error:
        raise RescueError("broken_list") from error


@contextmanager
def readable(code: RescueCode) -> Iterator[None]:
    """Turn whatever reading a damaged zip raises into a `RescueError`.

    Hostile bytes make `zipfile` raise nearly anything (struct.error, zlib.error,
    NotImplementedError ...), so the list is left open on purpose.
    """
    try:
        yield
    except Exception as error:
        raise RescueError(code) from error
