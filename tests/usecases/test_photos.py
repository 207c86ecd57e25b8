"""Two doors for photos: the form cleans what it gets, the API takes clean bytes as they are."""

import hashlib
import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from audit.extensions import photo_store, writing
from audit.storage.accounts import User
from audit.storage.parts import Parts
from audit.storage.photos import NoSuchPhotoError, PhotoStore, Size
from audit.storage.pictures import PictureError
from audit.usecases import photos

People = dict[str, User]


@pytest.fixture
def store(app: Flask) -> PhotoStore:
    return photo_store()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (2000, 1000)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0b5d57").save(out, kind)
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(
    session: Session, store: PhotoStore, user: User, name: str, size: Size | None = None
) -> bytes:
    session.rollback()  # a new snapshot
    return photos.read(session, store, user, name, size)


def test_the_form_keeps_any_picture_as_a_jpeg_that_its_giver_may_read(
    session: Session, store: PhotoStore, people: People
) -> None:
    with writing() as writer:
        name = photos.hand_in(writer, people["mentor"], photos.keep(store, a_picture("PNG")))

    kept = read(session, store, people["mentor"], name)

    assert sha256(kept) == name
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1600, 800))


def test_a_smaller_copy_is_given_on_request(
    session: Session, store: PhotoStore, people: People
) -> None:
    with writing() as writer:
        name = photos.hand_in(writer, people["mentor"], photos.keep(store, a_picture()))

    small = read(session, store, people["mentor"], name, 320)

    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (320, 160)


def test_the_api_keeps_exactly_the_bytes_it_was_sent(
    session: Session, store: PhotoStore, people: People
) -> None:
    data = a_picture(size=(640, 480))
    with writing() as writer:
        photos.receive(store, sha256(data), data)
        photos.hand_in(writer, people["mentor"], sha256(data))

    assert read(session, store, people["mentor"], sha256(data)) == data


def test_bytes_under_a_wrong_name_are_not_kept(store: PhotoStore, people: People) -> None:
    data = a_picture(size=(640, 480))

    with pytest.raises(photos.WrongHashError), writing() as writer:
        photos.receive(store, "0" * 64, data)
        photos.hand_in(writer, people["mentor"], sha256(data))

    assert not store.has(sha256(data))
    assert not store.has("0" * 64)


@pytest.mark.parametrize("data", [b"", b"GIF89a", a_picture("PNG"), a_picture()])
def test_the_api_takes_small_clean_jpegs_only(
    store: PhotoStore, people: People, data: bytes
) -> None:
    with pytest.raises(PictureError), writing() as writer:
        photos.receive(store, sha256(data), data)
        photos.hand_in(writer, people["mentor"], sha256(data))

    assert not store.has(sha256(data))


def test_a_photo_of_somebody_else_does_not_exist(
    session: Session, store: PhotoStore, people: People
) -> None:
    with writing() as writer:
        name = photos.hand_in(writer, people["mentor"], photos.keep(store, a_picture()))

    for user, wanted in ((people["mentor2"], name), (people["mentor"], "0" * 64)):
        with pytest.raises(NoSuchPhotoError):
            read(session, store, user, wanted)


def test_who_hands_in_the_same_photo_may_read_it_too(
    session: Session, store: PhotoStore, people: People
) -> None:
    data = a_picture(size=(640, 480))
    for user in (people["mentor"], people["mentor2"]):
        with writing() as writer:
            photos.receive(store, sha256(data), data)
            photos.hand_in(writer, user, sha256(data))

    assert read(session, store, people["mentor2"], sha256(data)) == data


def test_the_last_piece_makes_the_photo_and_the_part_stays_until_it_is_handed_in(
    session: Session, store: PhotoStore, people: People, tmp_path: Path
) -> None:
    data, mentor = a_picture(size=(640, 480)), people["mentor"]
    parts, name = Parts(tmp_path / "parts"), sha256(data)
    with parts.opened(mentor.id, name) as part:
        part.extend(0, data[:500])
        photos.finish(store, name, part, 500, data[500:])

        assert not photos.known(session, store, mentor, name), "a crash here loses one piece"
    assert parts.size(mentor.id, name) == 500
    with writing() as writer:
        photos.hand_in(writer, mentor, name)

    session.rollback()  # a new snapshot
    assert photos.known(session, store, mentor, name)
    assert not photos.known(session, store, people["mentor2"], name)


@pytest.mark.parametrize("wrong", [a_picture("PNG"), a_picture(size=(640, 480))])
def test_of_a_photo_that_is_refused_no_part_stays(
    store: PhotoStore, people: People, tmp_path: Path, wrong: bytes
) -> None:
    parts, mentor = Parts(tmp_path / "parts"), people["mentor"]
    with parts.opened(mentor.id, "0" * 64) as part:
        part.extend(0, wrong[:100])
        with pytest.raises((PictureError, photos.WrongHashError)):
            photos.finish(store, "0" * 64, part, 100, wrong[100:])

    assert parts.size(mentor.id, "0" * 64) == 0
    assert not store.has("0" * 64)


def test_a_photo_that_is_named_but_not_here_yet_is_not_known(
    session: Session, store: PhotoStore, people: People
) -> None:
    with writing() as writer:
        photos.hand_in(writer, people["mentor"], "0" * 64)

    assert not photos.known(session, store, people["mentor"], "0" * 64)
