"""One answer, saved the way the sheet saves it: the whole document by PUT; alone, beside prints."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from audit.extensions import presses
from audit.report.job import Job
from audit.storage.base import new_id
from tests.bench.documents import numbered, report
from tests.bench.sheet import draft_id
from tests.bench.timing import times, typical
from tests.factories import log_in

SAVES = 400


def lines(app: Flask, _folder: Path) -> Iterator[str]:
    """Milliseconds from request to answer, commit included."""
    client = log_in(app.test_client(), "mentor@demo.example")
    sheet = Sheet(client, f"/api/v1/audits/{draft_id(app)}")
    yield f"Save of one answer         {typical(times(sheet.rate, SAVES), 99)}"
    with app.app_context():
        job = report()
    with printed_on_end(job) as made:
        found = times(sheet.rate, SAVES)
        yield f"Save beside prints         {typical(found, 99)}   {len(made)} reports meanwhile"


@contextmanager
def printed_on_end(job: Job) -> Iterator[list[int]]:
    """Let the children of the app print one report after the other; how long each became."""
    made: list[int] = []
    over = threading.Event()

    def go_on() -> None:
        for number in count():
            if over.is_set():
                return
            made.append(len(presses.print(numbered(job, number))))

    presses.print(job)  # from here on they are ready
    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield made
    finally:
        over.set()
        thread.join()
        presses.close()


class Sheet:
    """An open sheet: the document it holds, and the version it holds."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client, self.address = client, address
        answer = client.get(address)
        self.document: dict[str, Any] = answer.json or {}
        self.version = answer.headers["ETag"]
        self.score = 0

    def rate(self) -> None:
        """Tap another level of one item, and save."""
        self.score = (self.score + 1) % 5
        self.document["answers"]["R3.1"] = {"score": self.score}
        answer = self.client.put(
            self.address,
            json=self.document,
            headers={
                "If-Match": self.version,
                "X-Operation": str(new_id()),
                "Sec-Fetch-Site": "same-origin",
            },
        )
        assert answer.status_code == 200, answer.text
        self.version = answer.headers["ETag"]
        self.document = (answer.json or {}).get("document", self.document)
