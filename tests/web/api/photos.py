"""Photos for the API: how they look, and how our own page sends them."""

import hashlib
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from audit.storage.base import new_id
from tests.web.api.calls import OWN

PIECES = OWN | {"Content-Type": "application/offset+octet-stream"}


def jpeg(size: tuple[int, int] = (64, 48), **extra: Any) -> bytes:
    """A small JPEG."""
    out = BytesIO()
    Image.new("RGB", size, "#0b5d57").save(out, "JPEG", **extra)
    return out.getvalue()


def located() -> bytes:
    """A JPEG that says how it was held, as cameras write it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(exif=exif)


def name_of(data: bytes) -> str:
    """The hash that names a photo."""
    return hashlib.sha256(data).hexdigest()


def send_photo(client: FlaskClient, data: bytes, name: str | None = None) -> TestResponse:
    """PUT the whole."""
    headers = OWN | {"Content-Type": "image/jpeg", "X-Operation": str(new_id())}
    return client.put(f"/api/v1/photos/{name or name_of(data)}", data=data, headers=headers)


def send_piece(
    client: FlaskClient, data: bytes, start: int, end: int | None = None, /, **headers: str
) -> TestResponse:
    """PATCH the bytes of a photo from `start` to before `end`."""
    name = headers.pop("name", "") or name_of(data)
    said = {"Upload-Offset": str(start), "Upload-Length": str(len(data))}
    sent = PIECES | said | {"X-Operation": str(new_id())} | headers
    return client.patch(f"/api/v1/photos/{name}", data=data[start:end], headers=sent)


def progress(client: FlaskClient, name: str) -> tuple[int, str]:
    """How many bytes the server says it has, and whether that is all."""
    answer = client.head(f"/api/v1/photos/{name}")
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"]), answer.headers["Upload-Complete"]
