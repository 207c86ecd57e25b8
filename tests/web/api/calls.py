"""Calls of a program that is our own page, and what it is told."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit.domain.document import canonical
from audit.storage.base import new_id

OWN = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}


def told(answer: TestResponse) -> dict[str, Any]:
    """The JSON of an answer."""
    found: dict[str, Any] = answer.get_json()
    return found


def put(
    client: FlaskClient, document: Any, base: int | None = None, /, **headers: str
) -> TestResponse:
    """PUT a document on version `base`, as our own page would."""
    body = document if isinstance(document, bytes | str) else canonical(document)
    address = headers.pop("address", None) or f"/api/v1/audits/{json.loads(body)['id']}"
    match = {"If-None-Match": "*"} if base is None else {"If-Match": f'"{base}"'}
    sent = OWN | match | {"X-Operation": str(new_id())} | headers
    return client.put(address, data=body, headers=sent)
