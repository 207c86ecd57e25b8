"""One answer, saved the way the sheet saves it: the whole document by PUT."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from audit.storage.base import new_id
from tests.bench.sheet import draft_id
from tests.bench.timing import times, typical
from tests.factories import log_in


def lines(app: Flask, _folder: Path) -> Iterator[str]:
    """Milliseconds from request to answer, commit included."""
    client = log_in(app.test_client(), "mentor@demo.example")
    sheet = Sheet(client, f"/api/v1/audits/{draft_id(app)}")
    yield f"Save of one answer         {typical(times(sheet.rate, 100))}"


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
