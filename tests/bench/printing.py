"""The print set: cold, warm, size, memory, beside Chromium; kept prints; what a child keeps."""

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
SETTLED = 5
"""Prints after which a child has loaded all it ever needs."""


def lines(app: Flask, folder: Path) -> Iterator[str]:
    """A table of the documents, then what is kept: on the shelf and in memory."""
    yield "Print               cold s  warm s  peak MB   size kB  pages   Chromium s  warm/Chromium"
    with app.app_context():
        jobs = {name: made() for name, made in DOCUMENTS.items()}
    for name, job in jobs.items():
        yield measured(name, job, folder)
    yield kept(app)
    yield growth(jobs[REPORT])


def measured(name: str, job: Job, folder: Path) -> str:
    """One document by ours and by Chromium in turn, so that both meet the same machine."""
    page = beside.page(job, folder / "beside")
    job.done()  # fonts, style sheet and the copies of photos are there
    beside.printed(page)
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
    found = times(lambda: client.get(address), 20)
    of_the_app.close()
    return f"Report, second request     {typical(found)}"


def growth(job: Job) -> str:
    """MB that a child, and the process that asks, grow by over many reports."""
    presses = Presses(1, jobs=2 * BATCH)
    for number in range(SETTLED):
        presses.print(numbered(job, number))
    (child,) = multiprocessing.active_children()
    assert child.pid
    before = memory(child.pid), memory(os.getpid())
    for number in range(BATCH):
        presses.print(numbered(job, number))
    after = memory(child.pid), memory(os.getpid())
    presses.close()
    grown, asked = (then - first for then, first in zip(after, before, strict=True))
    return (
        f"Report, {BATCH} in one child   {grown:+6.1f} MB, from {before[0]:.0f} MB;"
        f"   who asks {asked:+.1f} MB"
    )


def memory(pid: int) -> float:
    """MB that a process has in use now."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True, text=True
    ).stdout
    return int(told) / 1024
