"""The print set: cold, warm, size, memory, beside Chromium; kept prints; what a child keeps."""

import gc
import multiprocessing
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask

from audit.cli.demo.loading import last_audit
from audit.extensions import db
from audit.extensions import presses as of_the_app
from audit.report.job import Job
from audit.report.presses import Presses
from tests.bench import alone, beside
from tests.bench.documents import DOCUMENTS, REPORT, numbered
from tests.bench.timing import times, typical
from tests.factories import log_in

PAIRS = {REPORT: 7}
"""How often a document is printed by us and by Chromium in turn; others `FEW` times."""
FEW = 2
BATCH = 100


def lines(app: Flask, folder: Path) -> Iterator[str]:
    """A table of the documents, then what is kept: on the shelf and in memory."""
    yield "Print               cold s  warm s  peak MB   size kB  pages   Chromium s  warm/Chromium"
    with app.app_context():
        jobs = {name: made() for name, made in DOCUMENTS.items()}
    beside.printed(beside.page(jobs[REPORT], folder / "beside"))  # its profile and caches are there
    for name, job in jobs.items():
        yield measured(name, job, folder)
    yield kept(app)
    yield growth(jobs[REPORT])


def measured(name: str, job: Job, folder: Path) -> str:
    """One document by ours and by Chromium in turn, so that both meet the same machine."""
    page = beside.page(job, folder / "beside")
    job.done()  # fonts, style sheet and the copies of photos are there
    pairs = [(warm(job), beside.printed(page)[0].seconds) for _ in range(PAIRS.get(name, FEW))]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(our / their for our, their in pairs)
    cold, file = alone.printed(job, folder)
    size = file.stat().st_size / 1024
    return (
        f"{name:18} {cold.seconds:7.2f} {ours:7.2f} {cold.said:>8} {size:9.0f} {pages(file):6}"
        f" {theirs:12.2f} {ratio:14.2f}"
    )


def warm(job: Job) -> float:
    """Seconds of one print in a process that printed before."""
    begun = perf_counter()
    job.done()
    return perf_counter() - begun


def pages(file: Path) -> int:
    """How many pages a file has."""
    told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", told)[0])


def kept(app: Flask) -> str:
    """Milliseconds of asking for a report again over the web; the first time is not counted."""
    client = log_in(app.test_client(), "mentor@demo.example")
    with app.app_context():
        address = f"/audits/{last_audit(db.session).id}/report.pdf"
    gc.freeze()  # as the server does
    found = times(lambda: client.get(address), 20)
    of_the_app.close()
    return f"Report, second request     {typical(found)}"


def growth(job: Job) -> str:
    """MB that any child grows by after its first print, and the process that asks, over a batch."""
    presses, asking = Presses(1), memory(os.getpid())
    seen: dict[int, list[float]] = {}
    for number in range(BATCH):
        presses.print(numbered(job, number))
        for child in multiprocessing.active_children():
            seen.setdefault(child.pid or 0, []).append(memory(child.pid or 0))
    presses.close()
    grown = max(max(one) - one[0] for one in seen.values())
    asked = memory(os.getpid()) - asking
    most = max(map(max, seen.values()))
    return (
        f"Report, {BATCH} in a batch   any child {grown:+.1f} MB, {most:.0f} MB at most;"
        f"   who asks {asked:+.1f} MB"
    )


def memory(pid: int) -> float:
    """MB that a process has in use now; none if it has just ended."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], check=False, capture_output=True, text=True
    ).stdout
    return int(told or 0) / 1024
