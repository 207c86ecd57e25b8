"""State of batches on disk: whose, how far, and what a restart leaves."""

import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from msgspec.structs import replace

from audit.storage.base import utc_now
from audit.storage.batches import Batch, Batches, Entry, NoSuchBatchError

WHO, OTHER = UUID(int=1), UUID(int=2)
ENTRIES = (Entry(UUID(int=11), "CV Kurnia Teknik"), Entry(UUID(int=12), "UD Logam"))


@pytest.fixture
def batches(tmp_path: Path) -> Batches:
    return Batches(tmp_path / "batches")


def begun(batches: Batches, user: UUID = WHO) -> Batch:
    batch = batches.begin(user, "id", ENTRIES)
    assert batch
    return batch


def test_a_batch_is_read_as_it_was_put(batches: Batches) -> None:
    batch = replace(begun(batches), worked=1)
    batches.put(batch)

    assert batches.get(WHO, batch.id) == batch
    assert batch.now == ENTRIES[1]
    assert (batch.printed, batch.of, batch.failed) == (1, 2, ())


def test_nobody_else_finds_it(batches: Batches) -> None:
    batch = begun(batches)

    for user, batch_id in ((OTHER, batch.id), (WHO, UUID(int=9))):
        with pytest.raises(NoSuchBatchError):
            batches.get(user, batch_id)


def test_each_user_has_one_at_a_time(batches: Batches) -> None:
    first = begun(batches)

    assert batches.begin(WHO, "id", ENTRIES) is None
    assert begun(batches, OTHER)
    batches.put(replace(first, status="done"))
    assert begun(batches).id != first.id


def test_a_restart_says_that_it_was_interrupted(batches: Batches, tmp_path: Path) -> None:
    batch = begun(batches)

    again = Batches(tmp_path / "batches")

    assert again.get(WHO, batch.id).status == "interrupted"
    assert again.get(WHO, batch.id).now is None
    assert again.running(WHO) is None
    assert begun(again)


def test_after_a_day_it_is_gone_but_not_while_it_runs(batches: Batches, tmp_path: Path) -> None:
    done, running = begun(batches), begun(batches, OTHER)
    batches.put(replace(done, status="done"))

    with time_machine.travel(utc_now() + timedelta(hours=25)):
        assert batches.get(OTHER, running.id).running
        with pytest.raises(NoSuchBatchError):
            batches.get(WHO, done.id)

    assert [file.name for file in (tmp_path / "batches").iterdir()] == [str(running.id)]


def test_who_works_on_it_hears_that_it_shall_stop(batches: Batches) -> None:
    batch = begun(batches)
    assert not batches.stopped(batch)

    batches.stop(batch)

    assert batches.stopped(batch)


def test_the_zip_is_there_when_it_is_whole(batches: Batches) -> None:
    batch = begun(batches)

    with batches.bundling(batch) as bundle:
        bundle.writestr("a.pdf", b"%PDF")
        assert not batches.bundle(batch).exists()

    assert zipfile.ZipFile(batches.bundle(batch)).namelist() == ["a.pdf"]
