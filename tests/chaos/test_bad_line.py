"""A visit with three photos over a line that is cut again and again; `make chaos` takes twenty."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.line import Quality, Request
from tests.chaos.bad_line import MOST_BYTES, RATED, most_at_once, play, times_sent

KILOBITS = 768
FIVE_SECONDS = 5 * KILOBITS * 125
"""Bytes that the line carries in five seconds."""


@pytest.mark.browser
def test_a_visit_arrives_over_a_bad_line(tmp_path: Path, playwright: Playwright) -> None:
    told = play(3, Quality(KILOBITS, cut_after=FIVE_SECONDS), tmp_path, playwright)

    print(told)  # noqa: T201 - shown by `pytest -rP`
    answers = told.document["answers"]
    assert {code: answers[code]["score"] for code in RATED} == dict.fromkeys(RATED, 3)
    assert sum(len(answer["photos"]) for answer in answers.values()) == len(told.times) == 3
    assert told.lacking == []
    assert told.up < MOST_BYTES / 20 * 3
    assert max(told.times.values()) <= 2


def test_bytes_sent_again_are_counted() -> None:
    def piece(offset: int, body: int, sha: str = "a") -> Request:
        return Request("PATCH", f"/api/v1/photos/{sha}", {"upload-offset": str(offset)}, body)

    pieces = [piece(0, 100), piece(100, 20), piece(100, 80), piece(110, 5), piece(0, 9, "b")]

    assert times_sent(pieces) == {"/api/v1/photos/a": 3, "/api/v1/photos/b": 1}
    assert times_sent([Request("HEAD", "/api/v1/photos/a", {}), Request("PUT", "/x", {}, 9)]) == {}


def test_ranges_that_only_touch_have_no_byte_in_common() -> None:
    assert most_at_once([(0, 10), (10, 20)]) == 1
    assert most_at_once([(0, 10), (9, 20)]) == 2
