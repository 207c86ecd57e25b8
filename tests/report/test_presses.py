"""Prints in child processes: the same bytes, and no page that hurts more than its own child."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from audit.report.job import Job
from audit.report.pdf import PrintError
from audit.report.presses import NICE, Presses, TooBigError

PAGE = '<html lang="id"><title>{0}</title><h1>{0}</h1></html>'
WITH_PHOTO = PAGE.format("x").replace("</h1>", f'<img src="app:photo/{"a" * 64}" alt="x"></h1>')
MANY_WORDS = "<p>" + "kata " * 20_000 + "</p>"


def no_photo(_sha256: str) -> bytes | None:
    return None


def job(title: str) -> Job:
    return Job(PAGE.format(title), no_photo)


def kill_itself(_sha256: str) -> bytes | None:
    """End the very process that asks for the photo."""
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def told_process(file: Path, _sha256: str) -> bytes | None:
    """Write down which process asks for the photo."""
    file.write_text(str(os.getpid()), "utf-8")
    return None


@pytest.fixture(scope="module")
def presses() -> Iterator[Presses]:
    made = Presses(1)
    yield made
    made.close()


def process_of(presses: Presses, folder: Path) -> int:
    """Which child prints."""
    file = folder / "process"
    presses.print(Job(WITH_PHOTO, partial(told_process, file)))
    return int(file.read_text("utf-8"))


def test_a_child_prints_the_same_bytes(presses: Presses) -> None:
    assert presses.print(job("Laporan")) == job("Laporan").done()


def test_threads_print_at_the_same_time(presses: Presses) -> None:
    titles = [f"Laporan {number}" for number in range(6)]

    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(lambda title: presses.print(job(title)), titles))

    assert made == [job(title).done() for title in titles]


def test_an_address_that_is_not_the_pages_own_is_refused(presses: Presses) -> None:
    page = PAGE.format("x").replace("</h1>", '<img src="http://127.0.0.1:9/x" alt="x"></h1>')

    with pytest.raises(PrintError):
        presses.print(Job(page, no_photo))


def test_a_page_that_takes_too_long_is_told_and_the_next_one_prints() -> None:
    hasty = Presses(1, seconds=1)
    endless = Job(PAGE.format("x").replace("</html>", MANY_WORDS * 40 + "</html>"), no_photo)

    with pytest.raises(TooBigError):
        hasty.print(endless)

    assert hasty.print(job("Sesudahnya")).startswith(b"%PDF")
    hasty.close()


def test_a_page_that_takes_too_much_memory_is_told() -> None:
    small = Presses(1, memory=4 * 1024 * 1024)
    big = Job(PAGE.format("x").replace("</html>", MANY_WORDS * 2 + "</html>"), no_photo)

    with pytest.raises(TooBigError):
        small.print(big)

    small.close()


def test_a_child_that_ends_is_replaced(presses: Presses) -> None:
    with pytest.raises(TooBigError):
        presses.print(Job(WITH_PHOTO, kill_itself))

    assert presses.print(job("Sesudahnya")).startswith(b"%PDF")


def test_a_child_stands_back_for_who_saves(presses: Presses, tmp_path: Path) -> None:
    child, ours = (
        os.getpriority(os.PRIO_PROCESS, pid) for pid in (process_of(presses, tmp_path), 0)
    )

    assert child == min(ours + NICE, 19)  # nobody stands further back than 19


def test_a_child_is_replaced_after_so_many_jobs(tmp_path: Path) -> None:
    presses = Presses(1, jobs=2)

    children = [process_of(presses, tmp_path) for _ in range(4)]

    assert children[0] == children[1] != children[2] == children[3]
    presses.close()


PROGRAM = """
from audit.__main__ import main
from tests.report.test_presses import Presses, job
if __name__ == "__main__":
    assert main
    print(Presses(1).print(job("Laporan"))[:5].decode(), flush=True)
"""


def test_it_prints_for_the_command_whose_modules_a_child_loads_too(tmp_path: Path) -> None:
    script = tmp_path / "audit"
    script.write_text(PROGRAM, "utf-8")
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    told = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=surroundings, check=True
    )

    assert told.stdout.strip() == "%PDF-"


ORPHAN = """
import sys, time
from pathlib import Path
from tests.report.test_presses import Presses, process_of
if __name__ == "__main__":
    print(process_of(Presses(1), Path(sys.argv[1])), flush=True)
    time.sleep(60)
"""


def test_no_child_outlives_a_killed_server(tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(ORPHAN, "utf-8")
    command = [sys.executable, str(script), str(tmp_path)]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings) as server:
        assert server.stdout
        child = int(server.stdout.readline())
        server.kill()

    end = time.monotonic() + 20
    while alive(child):
        assert time.monotonic() < end, "the child lives on"
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
