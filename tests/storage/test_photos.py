import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from PIL import Image

from audit.storage.photos import NoSuchPhotoError, PhotoStore, Size
from audit.storage.pictures import PictureError

THREADS = 12


def jpeg(size: tuple[int, int] = (1600, 1200)) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def at_once(work: Callable[[], object]) -> list[object]:
    """What several threads that start together get."""
    start = Barrier(THREADS)

    def one(_: int) -> object:
        start.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "my instance" / "photos"


@pytest.fixture
def store(folder: Path) -> PhotoStore:
    return PhotoStore(f"file://{folder}")


@pytest.fixture(params=["file", "memory"])
def any_store(request: pytest.FixtureRequest, folder: Path) -> PhotoStore:
    root = f"file://{folder}" if request.param == "file" else f"memory://{uuid4().hex}/photos"
    return PhotoStore(root)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_a_photo_is_named_by_its_bytes_and_comes_back(any_store: PhotoStore) -> None:
    data = jpeg()

    assert any_store.put(data) == name_of(data)
    assert any_store.has(name_of(data))
    assert any_store.get(name_of(data)) == data
    assert any_store.size(name_of(data)) == len(data)


def test_missing_are_the_names_without_a_photo(any_store: PhotoStore) -> None:
    here, gone = any_store.put(b"here"), name_of(b"gone")

    assert any_store.missing([here, gone, "no name"]) == {gone, "no name"}
    assert any_store.missing([]) == frozenset()


def test_no_such_photo(any_store: PhotoStore) -> None:
    gone = name_of(b"gone")

    assert not any_store.has(gone)
    with pytest.raises(NoSuchPhotoError):
        any_store.get(gone)
    with pytest.raises(NoSuchPhotoError):
        any_store.size(gone)
    with pytest.raises(NoSuchPhotoError):
        any_store.sized(gone, 900)


@pytest.mark.parametrize(
    "name",
    ["", "..", "/etc/passwd", "a" * 63, "a" * 65, "A" * 64, "a" * 64 + "\n", "../" + "a" * 61],
)
def test_what_is_no_name_never_becomes_a_path(store: PhotoStore, name: str) -> None:
    assert not store.has(name)
    with pytest.raises(NoSuchPhotoError):
        store.get(name)
    with pytest.raises(NoSuchPhotoError):
        store.sized(name, 320)


def test_a_file_beside_the_photos_is_not_reachable(store: PhotoStore, folder: Path) -> None:
    store.put(b"so that the folder exists")
    secret = folder / ".." / ".." / ("a" * 61 + ".jpg")
    secret.write_bytes(b"secret")

    assert not store.has("../" + "a" * 61)


def test_files_fan_out_by_two_letters(store: PhotoStore, folder: Path) -> None:
    sha = store.put(jpeg())
    store.sized(sha, 900)
    store.sized(sha, 320)

    assert files_in(folder) == [
        f"{sha[:2]}/{sha}-320.jpg",
        f"{sha[:2]}/{sha}-900.jpg",
        f"{sha[:2]}/{sha}.jpg",
    ]


def test_stored_bytes_are_not_written_again(store: PhotoStore, folder: Path) -> None:
    sha = store.put(jpeg())
    before = (folder / sha[:2] / f"{sha}.jpg").stat()

    assert store.put(jpeg()) == sha
    after = (folder / sha[:2] / f"{sha}.jpg").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(("size", "shape"), [(900, (900, 675)), (320, (320, 240))])
def test_a_sized_copy_is_made_once_and_kept(
    any_store: PhotoStore,
    size: Size,
    shape: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sha = any_store.put(jpeg())

    copy = any_store.sized(sha, size)
    monkeypatch.setattr("audit.storage.photos.fitted_jpeg", None)

    assert Image.open(io.BytesIO(copy)).size == shape
    assert any_store.sized(sha, size) == copy


def test_a_sized_copy_is_never_larger_than_the_photo(store: PhotoStore) -> None:
    small = jpeg((300, 200))
    sha = store.put(small)

    assert store.sized(sha, 900) == small
    assert store.sized(sha, 320) == small


def test_sized_copies_do_not_touch_the_photo(store: PhotoStore) -> None:
    data = jpeg()
    sha = store.put(data)
    copy = store.sized(sha, 900)

    assert store.get(sha) == data
    assert not store.has(name_of(copy))
    assert not store.has(f"{sha}-900")


def test_what_is_no_picture_has_no_copy(store: PhotoStore, folder: Path) -> None:
    sha = store.put(b"words")

    with pytest.raises(PictureError):
        store.sized(sha, 320)
    assert files_in(folder) == [f"{sha[:2]}/{sha}.jpg"]


def test_threads_that_put_the_same_photo_leave_one(store: PhotoStore, folder: Path) -> None:
    data = jpeg()

    assert set(at_once(lambda: store.put(data))) == {name_of(data)}
    assert files_in(folder) == [f"{name_of(data)[:2]}/{name_of(data)}.jpg"]


def test_threads_that_ask_for_the_same_copy_get_the_same(store: PhotoStore, folder: Path) -> None:
    sha = store.put(jpeg())

    assert len(set(at_once(lambda: store.sized(sha, 320)))) == 1
    assert files_in(folder) == [f"{sha[:2]}/{sha}-320.jpg", f"{sha[:2]}/{sha}.jpg"]


def test_a_reader_never_sees_half_a_photo(store: PhotoStore) -> None:
    data = os.urandom(8_000_000)
    sha = name_of(data)

    def put_or_read() -> bool:
        seen = store.get(sha) if store.has(sha) else data
        store.put(data)
        return seen == data and store.get(sha) == data

    assert all(at_once(put_or_read))


def test_a_failed_write_leaves_nothing(
    store: PhotoStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(b"photo")

    assert not store.has(name_of(b"photo"))
    assert files_in(folder) == []


def test_the_name_is_on_the_disk_before_put_returns(
    store: PhotoStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("audit.storage.photos.sync_folder", synced.append)

    sha = store.put(b"photo")

    assert synced == [folder / sha[:2], folder]


CRASH = """
import os, sys
from audit.storage.photos import PhotoStore
os.fsync = lambda descriptor: os._exit(9)
PhotoStore(sys.argv[1]).put(b"photo" * 100_000)
"""


def test_a_crash_while_writing_leaves_no_half_photo(store: PhotoStore, folder: Path) -> None:
    data = b"photo" * 100_000
    crashed = subprocess.run([sys.executable, "-c", CRASH, f"file://{folder}"], check=False)

    assert crashed.returncode == 9
    assert [name.rpartition(".")[2] for name in files_in(folder)] == ["part"]
    assert store.missing([name_of(data)]) == {name_of(data)}
    assert store.get(store.put(data)) == data
