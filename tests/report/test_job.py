"""A job is complete: it can travel to another process and be done there."""

import pickle

from audit.report.job import Job
from tests.report.makers import the_audit


def no_photo(_sha256: str) -> bytes | None:
    return None


def test_a_job_travels_and_prints_the_same() -> None:
    page = '<html lang="id"><title>Laporan</title><h1>Laporan</h1></html>'
    job = Job(page, no_photo, document=the_audit())

    there = pickle.loads(pickle.dumps(job))

    assert there == job
    assert there.done() == job.done()
