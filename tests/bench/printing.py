"""The PDF of the last audit of CV Kurnia Teknik, with its 24 photos."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter

from flask import Flask

from audit.cli.demo.loading import last_audit
from audit.extensions import db, photo_store
from audit.usecases.printing import report_pdf
from audit.usecases.reports import setting_of
from tests.bench.timing import times


def lines(app: Flask, folder: Path) -> Iterator[str]:
    """Cold as a command of its own, warm in one process."""
    with app.app_context():
        row = last_audit(db.session)
        setting = setting_of(app.config, "id")
        found = times(lambda: report_pdf(db.session, photo_store(), row, setting), 7)
        pdf = report_pdf(db.session, photo_store(), row, setting)
        cold = cold_run(folder, str(row.id))
    pages = len(re.findall(rb"/Type /Page\b", pdf)) or count_pages(folder)
    peak = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    size = len(pdf) / 1024
    yield f"PDF, cold (whole command)  {cold:6.2f} s   peak {peak:5.0f} MB"
    warm = median(found) / 1000
    yield f"PDF, warm                  {warm:6.2f} s   {size:6.0f} kB   {pages} pages"


def cold_run(folder: Path, audit_id: str) -> float:
    """Seconds of `audit report` from start to end."""
    command = [sys.executable, "-m", "audit", "report", audit_id, "--out", str(folder / "a.pdf")]
    begun = perf_counter()
    subprocess.run(
        command, check=True, capture_output=True, env=os.environ | {"AUDIT_INSTANCE": str(folder)}
    )
    return perf_counter() - begun


def count_pages(folder: Path) -> int:
    """Pages of the printed file; its objects are compressed."""
    told = subprocess.run(
        ["pdfinfo", str(folder / "a.pdf")], check=True, capture_output=True, text=True
    ).stdout
    return int(re.findall(r"Pages:\s+(\d+)", told)[0])
