"""What a watcher of the machine is told: alive, and ready only with a fit database."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from audit import extensions


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
