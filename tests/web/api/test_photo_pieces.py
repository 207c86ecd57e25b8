"""Photos in pieces: they go on where the link broke, and are checked like whole ones."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.extensions import db
from audit.storage import jpegs, writers
from audit.storage.accounts import User
from audit.storage.jpegs import MAX_BYTES
from audit.storage.parts import Parts
from audit.web.api.photos import MAX_PIECE
from tests.factories import log_in
from tests.web.api.calls import told
from tests.web.api.photos import jpeg, located, name_of, progress, send_photo, send_piece

People = dict[str, User]
PHOTO = jpeg((640, 480))
NAME = name_of(PHOTO)


@pytest.fixture
def other(app: Flask, people: People) -> FlaskClient:
    return log_in(app.test_client(), people["mentor2"])


def left(app: Flask) -> list[Path]:
    return list(Path(app.instance_path).glob("uploads/*/*.part"))


def test_pieces_make_the_photo(app: Flask, mentor: FlaskClient) -> None:
    assert progress(mentor, NAME) == (0, "?0")

    first = send_piece(mentor, PHOTO, 0, 1000)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "1000")
    assert progress(mentor, NAME) == (1000, "?0")
    last = send_piece(mentor, PHOTO, 1000)

    assert (last.status_code, told(last)) == (201, {"sha256": NAME})
    assert progress(mentor, NAME) == (len(PHOTO), "?1")
    assert mentor.get(f"/api/v1/photos/{NAME}").data == PHOTO
    assert left(app) == []


def test_a_photo_in_one_piece(mentor: FlaskClient) -> None:
    assert send_piece(mentor, PHOTO, 0).status_code == 201


@pytest.mark.parametrize("start", [0, 999, 1001])
def test_a_piece_from_the_wrong_place_hears_the_right_one(mentor: FlaskClient, start: int) -> None:
    send_piece(mentor, PHOTO, 0, 1000)

    for end in (start + 10, None):  # somewhere within, and the last one
        answer = send_piece(mentor, PHOTO, start, end)

        assert (answer.status_code, told(answer)["error"]) == (409, "wrong_offset")
        assert answer.headers["Upload-Offset"] == "1000"
        assert told(answer)["message"].endswith(".")
    assert send_piece(mentor, PHOTO, 1000).status_code == 201


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (PHOTO, "0" * 64, "wrong_hash"),
        (located(), "", "has_metadata"),
        (PHOTO[:-200], "", "broken"),
        (b"words" * 200, "", "not_a_jpeg"),
    ],
)
def test_a_photo_that_can_not_be_kept_begins_anew(
    app: Flask, mentor: FlaskClient, data: bytes, name: str, code: str
) -> None:
    send_piece(mentor, data, 0, 500, name=name)

    answer = send_piece(mentor, data, 500, name=name)

    assert (answer.status_code, told(answer)["error"]) == (422, code)
    assert progress(mentor, name or name_of(data)) == (0, "?0")
    assert left(app) == []


def test_a_photo_that_is_there_needs_no_more_pieces(app: Flask, mentor: FlaskClient) -> None:
    send_piece(mentor, PHOTO, 0, 1000)
    send_photo(mentor, PHOTO)

    answer = send_piece(mentor, PHOTO, 1000)

    assert (answer.status_code, told(answer)) == (200, {"sha256": NAME})
    assert left(app) == []


def test_a_last_piece_that_waited_for_its_twin_is_told_that_all_is_here(
    app: Flask, mentor: FlaskClient, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a tablet gave up waiting for the answer, and sent the piece again."""
    send_piece(mentor, PHOTO, 0, 1000)
    twin, waits, lock = log_in(app.test_client(), people["mentor"]), Event(), fcntl.flock

    def flock(stream: BinaryIO, kind: int) -> None:
        waits.set()
        lock(stream, kind)

    parts = Parts(Path(app.instance_path) / "uploads")
    with ThreadPoolExecutor(1) as pool, parts.opened(people["mentor"].id, NAME) as part:
        monkeypatch.setattr(fcntl, "flock", flock)
        second = pool.submit(send_piece, twin, PHOTO, 1000)
        waits.wait()
        send_photo(mentor, PHOTO)
        part.drop()

    assert (second.result().status_code, told(second.result())) == (200, {"sha256": NAME})


def test_no_save_waits_while_a_photo_is_decoded(
    mentor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, check = [], jpegs.check_jpeg

    def noted(data: bytes) -> None:
        held.append(writers.of(db.engine).busy)
        check(data)

    monkeypatch.setattr("audit.usecases.photos.check_jpeg", noted)

    assert send_piece(mentor, PHOTO, 0).status_code == 201
    assert held == [False]


def test_what_another_sends_is_neither_seen_nor_gone_on_with(
    mentor: FlaskClient, other: FlaskClient
) -> None:
    send_piece(mentor, PHOTO, 0, 1000)

    assert progress(other, NAME) == (0, "?0")
    assert send_piece(other, PHOTO, 1000).status_code == 409
    assert send_piece(mentor, PHOTO, 1000).status_code == 201


def test_a_photo_of_another_is_as_if_it_was_not(mentor: FlaskClient, other: FlaskClient) -> None:
    send_photo(mentor, PHOTO)

    assert progress(other, NAME) == progress(other, "0" * 64) == (0, "?0")
    assert send_piece(other, PHOTO, 0, 1000).status_code == 204
    assert send_piece(other, PHOTO, 1000).status_code == 201, "it has to be sent whole"
    assert other.get(f"/api/v1/photos/{NAME}").data == PHOTO


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Offset": ""},
        {"Upload-Offset": "-1"},
        {"Upload-Offset": "1_0"},
        {"Upload-Length": ""},
        {"Upload-Length": "9" * 5000},
        {"Upload-Length": "999"},
    ],
)
def test_numbers_that_can_not_be(mentor: FlaskClient, headers: dict[str, str]) -> None:
    answer = send_piece(mentor, PHOTO, 0, 1000, **headers)

    assert (answer.status_code, told(answer)["error"]) == (400, "bad_request")
    assert progress(mentor, NAME) == (0, "?0")


def test_no_piece_and_no_photo_may_be_too_large(mentor: FlaskClient) -> None:
    noise = os.urandom(MAX_BYTES + 1)

    piece = send_piece(mentor, noise[:-1], 0, MAX_PIECE + 1)
    photo = send_piece(mentor, noise, 0, 1000)

    assert (piece.status_code, told(piece)["error"]) == (413, "too_large")
    assert (photo.status_code, told(photo)["error"]) == (413, "too_large")


def test_pieces_have_a_type_of_their_own(mentor: FlaskClient) -> None:
    answer = send_piece(mentor, PHOTO, 0, **{"Content-Type": "image/jpeg"})

    assert (answer.status_code, told(answer)["error"]) == (415, "unsupported_type")


def test_what_is_no_hash_is_no_photo(mentor: FlaskClient) -> None:
    assert mentor.head("/api/v1/photos/..%2f..%2fsecret-key").status_code == 404
    assert mentor.head(f"/api/v1/photos/{'A' * 64}").status_code == 404
    assert send_piece(mentor, PHOTO, 0, 10, name="A" * 64).status_code == 404


def test_pieces_come_from_our_own_page_only(mentor: FlaskClient) -> None:
    assert send_piece(mentor, PHOTO, 0, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_without_a_log_in_nothing_is_told(client: FlaskClient) -> None:
    assert client.head(f"/api/v1/photos/{NAME}").status_code == 401
    assert told(send_piece(client, PHOTO, 0))["error"] == "login_needed"
