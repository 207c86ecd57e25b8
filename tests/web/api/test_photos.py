"""Photos by their hash: kept as they were sent, for those who may see them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.jpegs import MAX_BYTES
from tests.factories import log_in
from tests.web.api.calls import told
from tests.web.api.photos import jpeg, located, name_of, send_photo

People = dict[str, User]


def test_a_photo_comes_back_as_it_was_sent(mentor: FlaskClient) -> None:
    data = jpeg()

    assert send_photo(mentor, data).status_code == 201
    assert mentor.get(f"/api/v1/photos/{name_of(data)}").data == data


def test_a_photo_is_not_shown_to_others(app: Flask, mentor: FlaskClient, people: People) -> None:
    data = jpeg()
    send_photo(mentor, data)
    other = log_in(app.test_client(), people["mentor2"])

    assert other.get(f"/api/v1/photos/{name_of(data)}").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (located(), None, 422, "has_metadata"),
        (jpeg(comment=b"Bengkel contoh"), None, 422, "has_metadata"),
        (jpeg(), "0" * 64, 422, "wrong_hash"),
        (jpeg((1601, 8)), None, 422, "too_many_pixels"),
        (jpeg() + b"more", None, 422, "trailing_data"),
        (jpeg()[:-200], None, 422, "broken"),
        (b"GIF89a", None, 422, "not_a_jpeg"),
        (b"x" * (MAX_BYTES + 1), None, 413, "too_large"),
    ],
)
def test_what_is_no_clean_photo_is_refused_with_a_sentence(
    mentor: FlaskClient, data: bytes, name: str | None, status: int, code: str
) -> None:
    answer = send_photo(mentor, data, name)

    assert (answer.status_code, told(answer)["error"]) == (status, code)
    assert told(answer)["message"].endswith(".")
    assert mentor.get(f"/api/v1/photos/{name or name_of(data)}").status_code == 404


def test_a_size_that_is_not_made_is_refused(mentor: FlaskClient) -> None:
    data = jpeg()
    send_photo(mentor, data)

    assert mentor.get(f"/api/v1/photos/{name_of(data)}?size=640").status_code == 400
    assert mentor.get(f"/api/v1/photos/{name_of(data)}?size=320").status_code == 200
