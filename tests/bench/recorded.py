"""The statements by which the app stores an audit, as it really sends them to the database."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask.testing import FlaskClient

from audit.domain.document import Document, canonical
from audit.storage.base import LEVEL, new_id

Step = tuple[str, dict[str, Any]]
"""A statement and its values; one that each audit has of its own is ``{"own": its name}``."""

BEGIN = "BEGIN IMMEDIATE"
NEW = {
    "Content-Type": "application/json",
    "If-None-Match": "*",
    "Sec-Fetch-Site": "same-origin",
}


def address(document: Document) -> str:
    """Where an audit is stored."""
    return f"/api/v1/audits/{document.id}"


def own(audit: UUID, operation: UUID, text: str) -> Mapping[str, Any]:
    """The values that each stored audit has of its own, as the database takes them."""
    data = text.encode()
    return {
        "audit": audit.hex,
        "operation": operation.hex,
        "document": text,
        "packed": zlib.compress(data, LEVEL),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def record(client: FlaskClient, engine: sa.Engine, document: Document) -> list[Step]:
    """What the app sends in its write transaction to store this document, which is settled."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    operation = new_id()
    sa.event.listen(engine, "before_cursor_execute", note)
    answer = client.put(
        address(document),
        data=canonical(document),
        headers=NEW | {"X-Operation": str(operation)},
    )
    sa.event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 201 and "document" not in answer.text, answer.text
    begun = [statement for statement, _ in sent].index(BEGIN)
    names = own(document.id, operation, canonical(document).decode())
    # The bare view has its lock in place of our turns, which stand on savepoints.
    stored = [one for one in sent[begun + 1 :] if not one[0].startswith(("SAVEPOINT", "RELEASE"))]
    return [step(statement, values, names) for statement, values in stored]


def step(statement: str, values: Sequence[Any], names: Mapping[str, Any]) -> Step:
    """A statement with named values, those of this audit alone by the names of `own`."""
    first, *rest = statement.split("?")
    text = first + "".join(f":v{number}{part}" for number, part in enumerate(rest))
    known = {value: {"own": name} for name, value in names.items()}
    return text, {f"v{number}": known.get(value, value) for number, value in enumerate(values)}


def filled(values: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a step for another audit."""
    return {k: names[v["own"]] if isinstance(v, dict) else v for k, v in values.items()}
