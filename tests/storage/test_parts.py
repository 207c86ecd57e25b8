"""Photos in pieces: only the next byte is taken, from one at a time, and only from its owner."""

import fcntl
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore
from typing import BinaryIO
from uuid import UUID

import pytest

from audit.storage.parts import KEPT, Parts, WrongOffsetError
from audit.storage.photos import NoSuchPhotoError

SHA, OTHER = "a" * 64, "b" * 64
MENTOR, MENTOR2 = UUID(int=1), UUID(int=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "uploads"


@pytest.fixture
def parts(folder: Path) -> Parts:
    return Parts(folder)


def send(parts: Parts, offset: int, data: bytes, sha: str = SHA, user: UUID = MENTOR) -> None:
    with parts.opened(user, sha) as part:
        part.extend(offset, data)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*"))


def age(folder: Path, name: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(folder / name, (then, then))


def test_pieces_that_follow_each_other_make_the_whole(parts: Parts) -> None:
    send(parts, 0, b"one ")
    send(parts, 4, b"two ")

    assert parts.size(MENTOR, SHA) == 8
    with parts.opened(MENTOR, SHA) as part:
        assert part.whole(8, b"three") == b"one two three"
    assert parts.size(MENTOR, SHA) == 8, "the last piece is not added"


@pytest.mark.parametrize("offset", [0, 3, 5])
def test_a_piece_from_anywhere_else_is_refused_with_the_right_place(
    parts: Parts, offset: int
) -> None:
    send(parts, 0, b"one ")

    with pytest.raises(WrongOffsetError) as refused:
        send(parts, offset, b"two")
    assert refused.value.offset == 4
    with pytest.raises(WrongOffsetError), parts.opened(MENTOR, SHA) as part:
        part.whole(offset, b"two")
    assert parts.size(MENTOR, SHA) == 4


def test_parts_are_apart_by_user_and_photo(parts: Parts) -> None:
    send(parts, 0, b"mine")

    assert parts.size(MENTOR2, SHA) == parts.size(MENTOR, OTHER) == 0
    send(parts, 0, b"theirs", user=MENTOR2)
    with parts.opened(MENTOR2, SHA) as part:
        assert part.whole(6, b"") == b"theirs"


def test_a_dropped_part_begins_anew(parts: Parts, folder: Path) -> None:
    send(parts, 0, b"wrong")
    with parts.opened(MENTOR, SHA) as part:
        part.drop()

    assert parts.size(MENTOR, SHA) == 0
    assert names(folder) == []


def test_a_refused_first_piece_leaves_no_file(parts: Parts, folder: Path) -> None:
    with pytest.raises(WrongOffsetError):
        send(parts, 7, b"late")

    assert names(folder) == []


@pytest.mark.parametrize("name", ["", "..", "../x", "A" * 64, "a" * 65])
def test_what_is_no_name_never_becomes_a_path(parts: Parts, folder: Path, name: str) -> None:
    with pytest.raises(NoSuchPhotoError):
        parts.size(MENTOR, name)
    with pytest.raises(NoSuchPhotoError):
        send(parts, 0, b"x", name)
    assert not folder.exists()


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """Released by each thread that is about to wait for its turn."""
    about_to, lock = Semaphore(0), fcntl.flock

    def flock(stream: BinaryIO, kind: int) -> None:
        about_to.release()
        lock(stream, kind)

    monkeypatch.setattr("audit.storage.parts.fcntl.flock", flock)
    return about_to


def test_pieces_that_come_at_the_same_time_go_one_after_the_other(
    parts: Parts, waiting: Semaphore
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with parts.opened(MENTOR, SHA) as part:
            second = pool.submit(send, parts, 0, b"the same")
            for _ in range(2):
                waiting.acquire()
            part.extend(0, b"the same")
        with pytest.raises(WrongOffsetError):
            second.result()

    assert parts.size(MENTOR, SHA) == 8


def test_who_waited_for_a_part_that_was_dropped_gets_a_new_one(
    parts: Parts, waiting: Semaphore
) -> None:
    send(parts, 0, b"wrong")
    with ThreadPoolExecutor(1) as pool:
        with parts.opened(MENTOR, SHA) as part:
            second = pool.submit(send, parts, 0, b"right")
            for _ in range(3):
                waiting.acquire()
            part.drop()
        second.result()

    with parts.opened(MENTOR, SHA) as part:
        assert part.whole(5, b"") == b"right"


def test_who_dropped_a_part_leaves_the_next_one_of_that_name_alone(parts: Parts) -> None:
    with parts.opened(MENTOR, SHA) as part:
        part.drop()
        send(parts, 0, b"another")

    assert parts.size(MENTOR, SHA) == 7


def test_what_nobody_went_on_sending_is_swept_with_the_first_new_part(
    parts: Parts, folder: Path
) -> None:
    send(parts, 0, b"old", OTHER)
    age(folder, f"{MENTOR}/{OTHER}.part", KEPT + 60)
    (folder / ".swept").unlink()

    send(parts, 0, b"new")

    assert names(folder) == [f"{MENTOR}/{SHA}.part"]


def test_parts_are_swept_once_a_day_and_young_ones_stay(parts: Parts, folder: Path) -> None:
    send(parts, 0, b"old", OTHER)
    age(folder, f"{MENTOR}/{OTHER}.part", KEPT + 60)

    send(parts, 0, b"new", user=MENTOR2)
    assert parts.size(MENTOR, OTHER) == 3, "swept today already"

    age(folder, ".swept", 25 * 3600)
    age(folder, f"{MENTOR2}/{SHA}.part", KEPT - 3600)
    send(parts, 0, b"newer", "c" * 64)
    assert parts.size(MENTOR, OTHER) == 0
    assert parts.size(MENTOR2, SHA) == 3


def test_other_accounts_of_the_machine_can_not_look_in(parts: Parts, folder: Path) -> None:
    send(parts, 0, b"mine")

    assert (folder / str(MENTOR)).stat().st_mode & 0o077 == 0
