"""What people and programs see when something is refused or breaks; never a trace."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DataError
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests, UnsupportedMediaType

from audit.instruments import NoSuchInstrumentError
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.base import new_id
from audit.storage.photos import NoSuchPhotoError
from audit.storage.workshops import NoSuchWorkshopError

Breaks = Callable[[Exception], None]
SECRET = "isi rahasia dari basis data"


@pytest.fixture
def breaks(app: Flask) -> Breaks:
    """Make the list of workshops and one door of the API raise an error."""

    def with_error(error: Exception) -> None:
        def broken(**_: object) -> str:
            raise error

        app.view_functions["workshops.index"] = broken
        app.view_functions["api.audit"] = broken

    return with_error


def test_an_unknown_address_is_a_page_of_ours(mentor: FlaskClient) -> None:
    answer = mentor.get("/nothing")

    assert answer.status_code == 404
    assert "Tidak ditemukan" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    "kind", [NoSuchAuditError, NoSuchWorkshopError, NoSuchPhotoError, NoSuchInstrumentError]
)
def test_what_is_unknown_or_foreign_is_not_found(
    mentor: FlaskClient, breaks: Breaks, kind: type[Exception]
) -> None:
    breaks(kind(SECRET))

    page, data = mentor.get("/workshops/"), mentor.get(f"/api/v1/audits/{new_id()}")

    assert (page.status_code, data.status_code) == (404, 404)
    assert data.get_json()["error"] == "not_found"
    assert SECRET not in page.text + data.text


def test_a_fault_of_ours_is_logged_and_shows_no_trace(
    mentor: FlaskClient, breaks: Breaks, caplog: pytest.LogCaptureFixture
) -> None:
    breaks(RuntimeError(SECRET))

    with caplog.at_level(logging.ERROR):
        page, data = mentor.get("/workshops/"), mentor.get(f"/api/v1/audits/{new_id()}")

    assert (page.status_code, data.status_code) == (500, 500)
    for answer in (page, data):
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text
        assert "RuntimeError" not in answer.text
    assert "Ada yang rusak di pihak kami" in page.text
    assert data.get_json()["error"] == "error"
    assert caplog.text.count(SECRET) >= 2
    assert "GET /workshops/" in caplog.text


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RequestEntityTooLarge(), 413, "too_large"),
        (UnsupportedMediaType(), 415, "unsupported_type"),
        (TooManyRequests(), 429, "slow_down"),
    ],
)
def test_a_refusal_is_told_in_our_words(
    mentor: FlaskClient, breaks: Breaks, error: Exception, status: int, code: str
) -> None:
    breaks(error)

    page, data = mentor.get("/workshops/"), mentor.get(f"/api/v1/audits/{new_id()}")

    assert (page.status_code, data.status_code) == (status, status)
    assert f"Kode {status}" in page.text
    assert "<html" not in data.text
    assert data.get_json()["error"] == code
    assert " " in data.get_json()["message"]


def test_what_the_database_can_not_take_gets_a_sentence(
    mentor: FlaskClient, breaks: Breaks
) -> None:
    breaks(DataError("INSERT", {"name": "\0"}, ValueError(SECRET)))

    page = mentor.get("/workshops/")
    program = mentor.get(f"/api/v1/audits/{new_id()}")

    assert page.status_code == 400
    assert "Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya." in page.text
    assert (program.status_code, program.get_json()["error"]) == (400, "bad_request")
    assert SECRET not in page.text + program.text


def test_a_wrong_method_is_refused(mentor: FlaskClient) -> None:
    answer = mentor.get("/language")

    assert answer.status_code == 405
    assert "Kode 405" in answer.text


def test_who_is_to_slow_down_is_told_how_long(mentor: FlaskClient, breaks: Breaks) -> None:
    breaks(TooManyRequests(retry_after=60))

    assert mentor.get(f"/api/v1/audits/{new_id()}").headers["Retry-After"] == "60"


def test_an_error_page_speaks_the_language_of_the_user(
    mentor: FlaskClient, people: dict[str, User]
) -> None:
    with mentor.session_transaction() as session:
        session["language"] = "en"

    assert '<html lang="en">' in mentor.get("/nothing").text
