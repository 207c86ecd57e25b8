"""A batch is worked off one by one: progress, cancel, and what fails on the way."""

import threading
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from audit.report.presses import TooBigError
from audit.storage.audits import NoSuchAuditError
from audit.storage.batches import Batch, Batches, Entry
from audit.usecases.batching import work

WHO = UUID(int=1)


@pytest.fixture
def batches(tmp_path: Path) -> Batches:
    return Batches(tmp_path)


@pytest.fixture
def batch(batches: Batches) -> Batch:
    entries = [Entry(UUID(int=n), f"Usaha {n}") for n in range(4)]
    found = batches.begin(WHO, "id", entries)
    assert found
    return found


def names(batches: Batches, batch: Batch) -> list[str]:
    return zipfile.ZipFile(batches.bundle(batch)).namelist()


def test_each_report_is_printed_and_told(batches: Batches, batch: Batch) -> None:
    seen = []

    def made(entry: Entry) -> tuple[str, bytes]:
        seen.append((batches.get(WHO, batch.id).worked, entry.name))
        return f"{entry.name}.pdf", b"%PDF"

    work(batches, batch, made)

    assert seen == [(0, "Usaha 0"), (1, "Usaha 1"), (2, "Usaha 2"), (3, "Usaha 3")]
    ended = batches.get(WHO, batch.id)
    assert (ended.status, ended.worked, ended.printed, ended.now) == ("done", 4, 4, None)
    assert names(batches, batch) == [f"Usaha {n}.pdf" for n in range(4)]


@pytest.mark.parametrize(
    ("error", "kind"),
    [(TooBigError(), "too_big"), (NoSuchAuditError(), "gone"), (ValueError(), "broken")],
)
def test_one_that_fails_stops_no_other(
    batches: Batches, batch: Batch, error: Exception, kind: str
) -> None:
    def made(entry: Entry) -> tuple[str, bytes]:
        if entry.name == "Usaha 1":
            raise error
        return f"{entry.name}.pdf", b"%PDF"

    work(batches, batch, made)

    ended = batches.get(WHO, batch.id)
    assert [(entry.name, entry.failed) for entry in ended.failed] == [("Usaha 1", kind)]
    assert (ended.status, ended.printed) == ("done", 3)
    assert names(batches, batch) == ["Usaha 0.pdf", "Usaha 2.pdf", "Usaha 3.pdf"]


def test_cancelled_it_ends_after_the_report_at_hand(batches: Batches, batch: Batch) -> None:
    def made(entry: Entry) -> tuple[str, bytes]:
        if entry.name == "Usaha 1":
            batches.stop(batch)
        return f"{entry.name}.pdf", b"%PDF"

    work(batches, batch, made)

    ended = batches.get(WHO, batch.id)
    assert (ended.status, ended.worked) == ("cancelled", 2)
    assert names(batches, batch) == ["Usaha 0.pdf", "Usaha 1.pdf"]


def test_two_reports_of_one_name_have_a_number(batches: Batches, batch: Batch) -> None:
    work(batches, batch, lambda entry: ("sama.pdf", b"%PDF"))

    assert names(batches, batch) == ["sama.pdf", "sama-2.pdf", "sama-3.pdf", "sama-4.pdf"]


def test_a_server_that_ends_leaves_it_interrupted(
    batches: Batches, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_entry: Entry) -> tuple[str, bytes]:
        raise RuntimeError("cannot schedule new futures after shutdown")

    monkeypatch.setattr(threading, "main_thread", lambda: threading.Thread())

    with pytest.raises(RuntimeError, match="after shutdown"):
        work(batches, batch, made)

    ended = batches.get(WHO, batch.id)
    assert (ended.status, ended.worked) == ("interrupted", 0)


def test_a_full_disk_leaves_it_interrupted(
    batches: Batches, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)

    with pytest.raises(OSError, match="no space"):
        work(batches, batch, lambda entry: ("a.pdf", b"%PDF"))

    assert batches.get(WHO, batch.id).status == "interrupted"
