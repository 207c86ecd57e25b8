"""PDFs as answers: printed once, kept, and told when they are too big."""

import pytest
from flask.testing import FlaskClient

from audit.extensions import presses
from audit.report.job import Job
from audit.report.presses import TooBigError
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.closings import final

People = dict[str, User]


@pytest.fixture
def address(people: People, workshop: Workshop) -> str:
    return f"/audits/{final(people['mentor'], workshop).document.id}/report.pdf"


def printed_again(_job: Job) -> bytes:
    raise AssertionError("it is kept already")


def test_the_same_print_is_made_once(
    mentor: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = mentor.get(address)
    monkeypatch.setattr(presses, "print", printed_again)

    second = mentor.get(address)

    assert first.data.startswith(b"%PDF")
    assert (second.status_code, second.data) == (200, first.data)


def test_a_print_that_is_too_big_says_so(
    mentor: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_big(_job: Job) -> bytes:
        raise TooBigError

    monkeypatch.setattr(presses, "print", too_big)

    answer = mentor.get(address)

    assert answer.status_code == 503
    assert "Laporan ini terlalu besar untuk dicetak sekaligus." in answer.text


def test_only_this_browser_may_keep_it(mentor: FlaskClient, address: str) -> None:
    answer = mentor.get(address)

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert mentor.get(address, headers={"If-None-Match": answer.headers["ETag"]}).data == b""
