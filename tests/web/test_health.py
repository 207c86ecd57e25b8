"""What a watcher of the machine is told: alive, and ready only with a fit database."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from audit import extensions
from audit.extensions import db


def test_the_process_is_alive_and_ready(client: FlaskClient) -> None:
    for address in ("/healthz", "/readyz"):
        answer = client.get(address)

        assert (answer.status_code, answer.json) == (200, {"status": "ok"})
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_of_an_older_shape_is_not_ready(client: FlaskClient) -> None:
    extensions.alembic.downgrade("base")

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_database_that_does_not_answer_is_not_ready(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bool:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(extensions, "ready", broken)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})


def test_asking_whether_it_is_ready_is_safe_beside_other_requests(app: Flask) -> None:
    """Another request that ends meanwhile must not close the connection that is asked."""

    def meanwhile(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "alembic_version" in statement:
            with ThreadPoolExecutor() as pool:
                assert pool.submit(lambda: app.test_client().get("/healthz")).result().json

    closed: list[object] = []
    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", meanwhile)
    sa.event.listen(engine.pool, "invalidate", lambda *given: closed.append(given))

    assert app.test_client().get("/readyz").status_code == 200
    assert closed == []
