"""Stored photos: bytes named by their SHA-256, on a local disk or in an object store."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from audit.storage.pictures import fitted_jpeg

Size = Literal[900, 320]
"""Longest side in pixels: 900 for print, 320 for a thumbnail."""

SHA256 = re.compile(r"[0-9a-f]{64}")


class NoSuchPhotoError(LookupError):
    """No photo is stored under this name."""


class PhotoStore:
    """Photos under one address, say ``file:///srv/audit/photos`` or ``s3://bucket/photos``.

    Laid out as ``ab/<sha256>.jpg`` with derived copies ``ab/<sha256>-900.jpg``
    beside it. One store may be shared by all threads.
    """

    def __init__(self, url: str) -> None:
        files, root = url_to_fs(url)
        self._files: Any = files
        self._root: str = root.rstrip("/")

    def put(self, data: bytes) -> str:
        """Keep these bytes and give their name; bytes that are there are not written again."""
        sha = hashlib.sha256(data).hexdigest()
        if not self.has(sha):
            self._write(self._path(sha), data)
        return sha

    def get(self, sha: str) -> bytes:
        """The bytes of this name.

        :raise NoSuchPhotoError: not stored, or not a name at all
        """
        try:
            return self._read(self._path(sha))
        except FileNotFoundError as error:
            raise NoSuchPhotoError(sha) from error

    def has(self, sha: str) -> bool:
        """Whether a photo of this name is stored, whole."""
        try:
            return bool(self._files.isfile(self._path(sha)))
        except NoSuchPhotoError:
            return False

    def size(self, sha: str) -> int:
        """How many bytes a photo has.

        :raise NoSuchPhotoError: not stored, or not a name at all
        """
        try:
            return int(self._files.size(self._path(sha)))
        except FileNotFoundError as error:
            raise NoSuchPhotoError(sha) from error

    def missing(self, shas: Iterable[str]) -> frozenset[str]:
        """Those of the names that no stored photo has."""
        return frozenset(sha for sha in shas if not self.has(sha))

    def sized(self, sha: str, size: Size) -> bytes:
        """The photo with at most `size` pixels a side, made at the first call and kept.

        Threads that meet at the first call each make the same bytes, and the
        rename lets one after the other win.

        :raise NoSuchPhotoError: not stored, or not a name at all
        :raise PictureError: what is stored is no picture
        """
        path = self._path(sha, f"-{size:d}")
        try:
            return self._read(path)
        except FileNotFoundError:
            copy = fitted_jpeg(self.get(sha), size)
        self._write(path, copy)
        return copy

    def _path(self, sha: str, suffix: str = "") -> str:
        if not SHA256.fullmatch(sha):
            raise NoSuchPhotoError(sha)
        return f"{self._root}/{sha[:2]}/{sha}{suffix}.jpg"

    def _read(self, path: str) -> bytes:
        data: bytes = self._files.cat_file(path)
        return data

    def _write(self, path: str, data: bytes) -> None:
        if isinstance(self._files, LocalFileSystem):
            write_whole(Path(path), data)
        else:
            # An object store shows an object only once all of it has arrived.
            self._files.pipe_file(path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that after a crash is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    # The names too must be on the disk before the answer says "stored".
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
