"""Photos by their hash: kept as they were sent, for those who may see them."""

import hashlib
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from audit.storage.accounts import User
from audit.storage.base import new_id
from tests.factories import log_in
from tests.web.api.calls import OWN, told

People = dict[str, User]


def jpeg(**extra: Any) -> bytes:
    """A small JPEG."""
    out = BytesIO()
    Image.new("RGB", (64, 48), "#0b5d57").save(out, "JPEG", **extra)
    return out.getvalue()


def send_photo(client: FlaskClient, data: bytes, name: str | None = None) -> TestResponse:
    sha = name or hashlib.sha256(data).hexdigest()
    headers = OWN | {"Content-Type": "image/jpeg", "X-Operation": str(new_id())}
    return client.put(f"/api/v1/photos/{sha}", data=data, headers=headers)


def test_a_photo_comes_back_as_it_was_sent(mentor: FlaskClient) -> None:
    data = jpeg()

    assert send_photo(mentor, data).status_code == 201
    assert mentor.get(f"/api/v1/photos/{hashlib.sha256(data).hexdigest()}").data == data


def test_a_photo_is_not_shown_to_others(app: Flask, mentor: FlaskClient, people: People) -> None:
    data = jpeg()
    send_photo(mentor, data)
    other = log_in(app.test_client(), people["mentor2"])

    assert other.get(f"/api/v1/photos/{hashlib.sha256(data).hexdigest()}").status_code == 404


def test_a_photo_with_metadata_or_a_wrong_name_is_refused(mentor: FlaskClient) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    refused = send_photo(mentor, jpeg(exif=exif))
    misnamed = send_photo(mentor, jpeg(), "0" * 64)

    assert (refused.status_code, told(refused)["error"]) == (422, "has_metadata")
    assert (misnamed.status_code, told(misnamed)["error"]) == (422, "wrong_hash")
    assert told(refused)["message"]
