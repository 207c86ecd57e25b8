"""The bad line of the tests is as bad as it says, and it counts right."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException

import pytest
from flask import Flask, request

from tests.browser.line import Line, Quality, line_to
from tests.browser.process import PATIENCE
from tests.browser.server import served

BIG = 50_000


@pytest.fixture
def port() -> Iterator[int]:
    """A server that says how much it got, and sends much where much is asked."""
    app = Flask("echo")

    @app.route("/", methods=["GET", "PATCH"])
    def echo() -> str:
        return f"{len(request.get_data())}" if request.method == "PATCH" else "x" * BIG

    with served(app) as address:
        yield int(address.rpartition(":")[2])


@pytest.fixture
def line(port: int) -> Iterator[Line]:
    with line_to(port) as line:
        yield line


def ask(line: Line, method: str = "GET", body: bytes = b"", patience: float = 10) -> bytes:
    connection = HTTPConnection("127.0.0.1", line.port, timeout=patience)
    try:
        connection.request(method, "/", body, {"Upload-Offset": "7"})
        return connection.getresponse().read()
    finally:
        connection.close()


def test_a_good_line_passes_everything_and_counts(line: Line) -> None:
    assert ask(line, "PATCH", b"y" * BIG) == b"50000"
    assert len(ask(line)) == BIG

    sent, asked = line.requests
    assert (sent.method, sent.path, sent.body, sent.whole) == ("PATCH", "/", BIG, True)
    assert sent.headers["upload-offset"] == "7"
    assert (asked.method, asked.body, asked.whole) == ("GET", 0, True)
    assert BIG < line.up < BIG + 1000
    assert BIG < line.down < BIG + 1000


def test_two_requests_over_one_connection_are_two(line: Line) -> None:
    connection = HTTPConnection("127.0.0.1", line.port, timeout=10)
    for body in (b"y" * 3000, b"yy"):
        connection.request("PATCH", "/", body)
        assert connection.getresponse().read() == b"%d" % len(body)
    connection.close()

    assert [found.body for found in line.requests] == [3000, 2]


def test_a_slow_line_takes_its_time(line: Line) -> None:
    line.quality.kilobits = 400

    started = time.monotonic()
    ask(line)

    assert 0.96 < time.monotonic() - started < 8  # 1 s; bytes taken for bits would be 8


def test_a_late_line_takes_its_time_both_ways(line: Line) -> None:
    line.quality.latency = 0.1

    started = time.monotonic()
    ask(line, "PATCH", b"y")

    assert time.monotonic() - started > 0.2


def test_a_cut_line_leaves_half_a_request(port: int) -> None:
    with line_to(port, Quality(kilobits=800, cut_after=20_000)) as line:
        with pytest.raises((OSError, HTTPException)):
            ask(line, "PATCH", b"y" * BIG)
        assert 0 < line.requests[0].body < BIG
        assert not line.requests[0].whole


def test_a_line_cut_again_and_again_leaves_half_a_request(port: int) -> None:
    with line_to(port, Quality(kilobits=80)) as line, ThreadPoolExecutor(1) as aside:
        asked = aside.submit(ask, line, "PATCH", b"y" * BIG)
        end = time.monotonic() + PATIENCE
        while not (line.requests and line.requests[0].body):
            assert time.monotonic() < end, line.requests
            time.sleep(0.01)
        line.quality.cut_every = 0.2  # not before: a cut ahead of the request leaves none
        with pytest.raises((OSError, HTTPException)):
            asked.result()
        assert line.requests[0].body < BIG
        assert not line.requests[0].whole


def test_a_refusing_line_takes_nobody_and_is_mended(line: Line) -> None:
    line.refuse()
    with pytest.raises(ConnectionRefusedError):
        ask(line)

    line.connect()

    assert len(ask(line)) == BIG


def test_a_mute_line_answers_nothing_until_it_speaks_again(line: Line) -> None:
    line.mute()
    with pytest.raises(TimeoutError):
        ask(line, patience=0.2)

    line.connect()

    assert len(ask(line)) == BIG
