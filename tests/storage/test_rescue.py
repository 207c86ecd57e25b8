"""Rescue files are opened with care: what is no such file is refused before it does harm."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audit.storage import rescue
from audit.storage.jpegs import MAX_BYTES, PictureError
from audit.storage.rescue import RescueError, RescueFile, opened
from tests.rescues import LIST, a_file, a_queue, zipped
from tests.web.api.photos import jpeg, name_of

QUEUE = json.dumps(a_queue()).encode()
MB = 1024 * 1024


def open_one(data: bytes) -> tuple[str, ...]:
    with opened(io.BytesIO(data)) as file:
        return file.photos


def refused(data: bytes) -> str:
    with pytest.raises(RescueError) as caught:
        open_one(data)
    return caught.value.code


def patched(data: bytes, sign: bytes, at: int, value: bytes) -> bytes:
    """The zip with some bytes changed after each place where `sign` stands."""
    whole, place = bytearray(data), data.find(sign)
    while place >= 0:
        whole[place + at : place + at + len(value)] = value
        place = data.find(sign, place + 1)
    return bytes(whole)


@pytest.fixture
def file() -> Iterator[RescueFile]:
    photo = jpeg()
    data = a_file(
        photos=[photo, jpeg((8, 8))],
        others={"foto/": b"", "foto/not-a-hash.jpg": b"", "__MACOSX/._x": b"", "0" * 64: b""},
    )
    with opened(io.BytesIO(data)) as file:
        yield file


def test_a_file_has_its_list_and_its_photos(file: RescueFile) -> None:
    assert file.queue.device == "Tablet 7"
    assert set(file.photos) == {name_of(jpeg()), name_of(jpeg((8, 8)))}
    assert file.photo(name_of(jpeg())) == jpeg()


def test_nothing_is_unpacked_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    open_one(a_file(photos=[jpeg()]))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_zip"),
        (b"words", "not_a_zip"),
        (a_file()[:-30], "not_a_zip"),
        (zipped({"lain.json": QUEUE}), "no_list"),
        (zipped({LIST: b"{"}), "broken_list"),
        (zipped({LIST: b'{"schema": 2}'}), "broken_list"),
        (zipped({LIST: QUEUE, "../foto/x.jpg": b""}), "strange_names"),
        (zipped({LIST: QUEUE, "foto/../../x": b""}), "strange_names"),
        (zipped({LIST: QUEUE, "/x": b""}), "strange_names"),
        (zipped({LIST: QUEUE, "C:\\x": b""}), "strange_names"),
        (zipped({LIST: QUEUE, "foto\\..\\x": b""}), "strange_names"),
        (zipped({LIST: QUEUE, "\\x": b""}), "strange_names"),
        (zipped({LIST: QUEUE}, zipfile.ZIP_LZMA), "not_a_zip"),
    ],
)
def test_what_is_no_rescue_file_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_ten_thousand_entries_are_too_many() -> None:
    many = {f"x{number}": b"" for number in range(10_000)}

    assert refused(zipped({LIST: QUEUE, **many})) == "too_many_entries"


@pytest.mark.parametrize("bomb", [{"x": 121 * MB}, {"x": 61 * MB, "y": 61 * MB}, {LIST: 21 * MB}])
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(bomb: dict[str, int]) -> None:
    data = zipped({LIST: QUEUE} | {name: bytes(size) for name, size in bomb.items()})

    assert len(data) < MB
    assert refused(data) == "file_too_large"


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    locked = patched(a_file(), rescue.ENTRY, 8, struct.pack("<H", 1))

    assert refused(locked) == "not_a_zip"


def test_a_list_with_a_wrong_checksum_is_refused() -> None:
    damaged = patched(a_file(), rescue.ENTRY, 16, b"\0\0\0\0")

    assert refused(damaged) == "broken_list"


def test_a_small_size_in_the_directory_hides_no_bomb() -> None:
    """Unpacking stops at the size that the directory told."""
    name = f"foto/{'0' * 64}.jpg"
    bomb = zipped({LIST: QUEUE, name: bytes(50 * MB)})
    place = bomb.rfind(rescue.ENTRY)
    told = bytearray(bomb)
    told[place + 24 : place + 28] = struct.pack("<I", 100)

    with opened(io.BytesIO(bytes(told))) as file, pytest.raises(PictureError) as caught:
        file.photo("0" * 64)

    assert caught.value.code == "broken"


def test_entries_are_counted_wherever_they_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "MAX_ENTRIES", 3)
    for size in range(1, 9):
        monkeypatch.setattr(rescue, "CHUNK", size)
        assert open_one(zipped({LIST: QUEUE, "a": b"", "b": b""})) == ()
        assert refused(zipped({LIST: QUEUE, "a": b"", "b": b"", "c": b""})) == "too_many_entries"


def test_of_a_photo_that_is_too_large_one_byte_too_many_is_read() -> None:
    large = bytes(MAX_BYTES + 5)

    with opened(io.BytesIO(a_file(photos=[large]))) as file:
        assert len(file.photo(name_of(large))) == MAX_BYTES + 1


def test_a_damaged_photo_is_broken_and_no_more() -> None:
    stored = zipped({LIST: QUEUE, f"foto/{name_of(jpeg())}.jpg": jpeg()}, zipfile.ZIP_STORED)
    damaged = stored.replace(jpeg()[100:120], bytes(20))

    with opened(io.BytesIO(damaged)) as file, pytest.raises(PictureError) as caught:
        file.photo(file.photos[0])

    assert caught.value.code == "broken"


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_a_refusal_never_an_accident(seed: int) -> None:
    choice, data = random.Random(seed), bytearray(a_file(photos=[jpeg()]))
    for _ in range(choice.randint(1, 40)):
        data[choice.randrange(len(data))] = choice.randrange(256)

    try:
        with opened(io.BytesIO(bytes(data))) as file:
            for sha in file.photos:
                file.photo(sha)
    except (RescueError, PictureError) as error:
        assert error.code


def test_a_name_that_is_there_twice_is_one_photo() -> None:
    out: Any = io.BytesIO()
    name = f"foto/{name_of(jpeg())}.jpg"
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(LIST, QUEUE)
        archive.writestr(name, jpeg())
        archive.writestr(name, jpeg())

    assert open_one(out.getvalue()) == (name_of(jpeg()),)
