"""Photos handed in by the sheet: one at a time, any kind, a sentence for each fault."""

import io
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from audit.extensions import db
from audit.storage import writers
from audit.storage.photos import PhotoStore
from audit.usecases.photos import keep
from audit.web.audits import photos
from tests import factories
from tests.web.audits.sheets import Desk, a_jpeg, upload


def send(desk: Desk, data: Any, **options: Any) -> TestResponse:
    token = factories.csrf_token(desk.page())
    return desk.client.post(
        f"/audits/{desk.audit_id}/photos",
        data={"photo": data} if data else {},
        headers={"X-CSRFToken": token},
        content_type="multipart/form-data",
        **options,
    )


def test_a_picture_is_kept_and_can_be_seen_by_its_hash(desk: Desk) -> None:
    answer = send(desk, upload(a_jpeg()))

    assert answer.status_code == 201
    assert set(answer.json or {}) == {"sha256", "url"}
    seen = desk.client.get((answer.json or {})["url"])
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")


@pytest.mark.parametrize(
    ("data", "status", "code", "words"),
    [
        (b"bukan foto", 422, "not_a_picture", "bukan foto"),
        (b"", 422, "not_a_picture", "bukan foto"),
        (a_jpeg()[:200], 422, "broken", "rusak"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(
    desk: Desk, data: bytes, status: int, code: str, words: str
) -> None:
    answer = send(desk, upload(data))

    assert (answer.status_code, (answer.json or {})["error"]) == (status, code)
    assert words in (answer.json or {})["message"]


def test_no_file_at_all_gets_a_sentence(desk: Desk) -> None:
    assert send(desk, None).status_code == 422


def test_more_than_25_megabytes_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "ROOM_FOR_FORM", 0)
    monkeypatch.setattr(photos, "MAX_UPLOAD", 1000)

    answer = send(desk, upload(b"x" * 2000))

    assert (answer.status_code, (answer.json or {})["error"]) == (413, "too_large")
    assert "25 MB" in (answer.json or {})["message"]


def test_more_than_60_megapixels_are_refused(desk: Desk) -> None:
    stream = io.BytesIO()
    Image.new("1", (10_000, 6_100)).save(stream, "PNG")

    answer = send(desk, upload(stream.getvalue(), "besar.png"))

    assert (answer.status_code, (answer.json or {})["error"]) == (422, "too_many_pixels")


def test_a_photo_without_the_form_token_is_refused(desk: Desk) -> None:
    answer = desk.client.post(f"/audits/{desk.audit_id}/photos", data={"photo": upload(a_jpeg())})

    assert answer.status_code == 400


def test_a_photo_for_the_audit_of_somebody_else_is_refused(desk: Desk) -> None:
    token = factories.csrf_token(desk.page())
    stranger = factories.log_in(
        desk.client.application.test_client(), factories.a_user("mentor2", "mentor")
    )

    answer = stranger.post(
        f"/audits/{desk.audit_id}/photos",
        data={"photo": upload(a_jpeg())},
        headers={"X-CSRFToken": token},
    )

    assert answer.status_code in (400, 404)


def test_no_save_waits_while_a_photo_is_decoded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def slow(store: PhotoStore, data: bytes) -> str:
        held.append(writers.of(db.engine).busy)
        return keep(store, data)

    monkeypatch.setattr(photos, "keep", slow)

    assert send(desk, upload(a_jpeg())).status_code == 201
    assert held == [False]
