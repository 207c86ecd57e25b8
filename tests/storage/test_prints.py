"""Prints on the shelf: made once, kept whole, the oldest make room."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from audit.storage.prints import PrintShelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "prints"


@pytest.fixture
def shelf(folder: Path) -> PrintShelf:
    return PrintShelf(folder)


def never() -> bytes:
    raise AssertionError("it was made before")


def test_a_print_is_made_once_and_outlives_the_process(folder: Path, shelf: PrintShelf) -> None:
    shelf.kept("a1", lambda: b"%PDF a1")

    assert PrintShelf(folder).kept("a1", never) == b"%PDF a1"


def test_another_key_is_another_print(shelf: PrintShelf) -> None:
    assert shelf.kept("a1", lambda: b"one") == b"one"
    assert shelf.kept("a12", lambda: b"two") == b"two"
    assert shelf.kept("a1", never) == b"one"


def test_threads_that_ask_together_get_the_one_that_is_made(shelf: PrintShelf) -> None:
    made: list[int] = []
    together = Barrier(8)

    def make() -> bytes:
        made.append(1)
        time.sleep(0.05)
        return b"%PDF"

    def ask(_: int) -> bytes:
        together.wait()
        return shelf.kept("a1", make)

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(ask, range(8)))

    assert (given, made) == ([b"%PDF"] * 8, [1])
    assert shelf._making == {}


def test_other_prints_do_not_wait(shelf: PrintShelf) -> None:
    together = Barrier(2, timeout=5)

    def make() -> bytes:
        together.wait()  # each is being made while the other is
        return b"%PDF"

    with ThreadPoolExecutor(2) as threads:
        given = list(threads.map(lambda key: shelf.kept(key, make), ("a1", "b2")))

    assert given == [b"%PDF"] * 2


def test_what_fails_is_not_kept_and_may_be_tried_again(folder: Path, shelf: PrintShelf) -> None:
    with pytest.raises(AssertionError):
        shelf.kept("a1", never)

    assert not list(folder.glob("*"))
    assert shelf.kept("a1", lambda: b"%PDF") == b"%PDF"


def test_a_flipped_byte_is_noticed_and_printed_anew(folder: Path, shelf: PrintShelf) -> None:
    shelf.kept("a1", lambda: b"%PDF whole")
    (file,) = folder.glob("*.pdf")
    file.write_bytes(b"%PDF whale")

    assert shelf.kept("a1", lambda: b"%PDF whole") == b"%PDF whole"
    assert [found.read_bytes() for found in folder.glob("*.pdf")] == [b"%PDF whole"]


def test_the_print_that_nobody_asked_for_longest_makes_room(folder: Path) -> None:
    shelf = PrintShelf(folder, room=20)
    for number, key in enumerate(("a1", "b2")):
        shelf.kept(key, lambda: b"ten bytes.")
        (file,) = folder.glob(f"{key}-*")
        os.utime(file, (number, number))
    shelf.kept("a1", never)

    shelf.kept("c3", lambda: b"ten bytes.")

    assert sorted(file.name[:2] for file in folder.glob("*.pdf")) == ["a1", "c3"]
