"""The server of the tests can be hung, killed and started again, and is not left behind."""

from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.browser.process import HOST, Server, is_ready, running


def ask(server: Server, patience: float = 10) -> int:
    connection = HTTPConnection(HOST, server.port, timeout=patience)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_server_hangs_dies_and_comes_back_on_the_same_port(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        server.hang()
        with pytest.raises(TimeoutError):
            ask(server, patience=0.2)
        server.resume()
        assert ask(server) == 200

        secret = (tmp_path / "secret-key").read_text()
        server.kill()
        assert not is_ready(server.port)
        server.revive()
        assert ask(server) == 200
        assert (tmp_path / "secret-key").read_text() == secret
        server.hang()

    assert not is_ready(server.port)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "audit.sqlite").write_text("no database at all, only a few words")

    with pytest.raises(AssertionError, match="file is not a database"), running(tmp_path):
        raise AssertionError("it started")
