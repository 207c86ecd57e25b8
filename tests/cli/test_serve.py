"""`audit serve`: a taken port is said at once, and the database is up to date before serving."""

import gc
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from audit import extensions
from audit.cli import serve
from tests.cli.conftest import Audit


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Serving takes what is there out of the search for garbage; other tests want it back."""
    yield
    gc.unfreeze()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_is_free_until_somebody_listens(taken: int) -> None:
    assert not serve.free(serve.HOST, taken)
    assert serve.next_free(serve.HOST, taken) > taken
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        port = other.getsockname()[1]
    assert serve.free(serve.HOST, port)
    assert serve.next_free(serve.HOST, port) == port


def test_a_taken_port_is_refused(audit: Audit, taken: int) -> None:
    outcome = audit("serve", "--port", taken)

    assert outcome.refused
    assert f"127.0.0.1:{taken} is taken" in outcome.err
    assert "--port" in outcome.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--port", "0"],
        ["--port", "70000"],
        ["--port", "x"],
        ["--host", "not a host"],
        ["--threads", "1"],
        ["--threads", "17"],
    ],
)
def test_a_wrong_address_is_refused(audit: Audit, wrong: list[str]) -> None:
    assert audit("serve", *wrong).refused


def test_the_database_is_brought_up_to_date_before_serving(
    app: Flask, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    extensions.alembic.downgrade("base")
    served: dict[str, Any] = {}

    def waiting(served_app: Flask, **options: Any) -> None:
        served.update(options, app=served_app, ready=extensions.ready())

    monkeypatch.setattr("waitress.serve", waiting)
    port = serve.next_free(serve.HOST, 18_000)

    outcome = audit("serve", "--port", port, "--threads", 3)

    assert (outcome.status, served["ready"], served["app"]) == (0, True, app)
    assert (served["host"], served["port"]) == (serve.HOST, port)
    assert served["threads"] == 3
    assert f"http://127.0.0.1:{port}" in outcome.out
    assert app.instance_path in outcome.out


def test_nothing_that_was_there_before_is_searched_for_garbage_while_serving(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr("waitress.serve", lambda *_, **__: kept.append(gc.get_freeze_count()))

    audit("serve", "--port", serve.next_free(serve.HOST, 18_000))

    assert kept[0] > 10_000
