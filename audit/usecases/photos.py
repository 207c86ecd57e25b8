"""Photos come in by two doors and go out to those who may see them."""

import hashlib

from sqlalchemy.orm import Session

from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.parts import Part
from audit.storage.photos import NoSuchPhotoError, PhotoStore, Size
from audit.storage.pictures import PictureError, check_jpeg, clean_jpeg


class WrongHashError(ValueError):
    """The bytes are not those that their name promises."""


def keep(store: PhotoStore, data: bytes) -> str:
    """Turn any picture into a clean JPEG, keep it, and give its hash.

    Decoding takes up to half a second, so it comes before the transaction in which
    `hand_in` says whose it is: no save of an answer waits for a photo.

    :raise PictureError: it is no picture that we can keep
    """
    return store.put(clean_jpeg(data))


def receive(store: PhotoStore, sha256: str, data: bytes) -> None:
    """Keep exactly these bytes, which must be a clean JPEG with this hash.

    :raise PictureError: it is not such a JPEG
    :raise WrongHashError: the bytes have another hash
    """
    check_jpeg(data)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise WrongHashError(sha256)
    store.put(data)


def finish(store: PhotoStore, sha256: str, part: Part, offset: int, last: bytes) -> None:
    """Keep a photo of which this is the last piece.

    The part stays until `hand_in` is done, so that a crash before costs one piece;
    of a photo that is refused nothing stays, it has to come anew.

    :raise WrongOffsetError: the piece does not begin where the part ends
    :raise PictureError: together they are no JPEG that we can keep
    :raise WrongHashError: together they have another hash
    """
    data = part.whole(offset, last)
    try:
        receive(store, sha256, data)
    except (PictureError, WrongHashError):
        part.drop()
        raise


def known(session: Session, store: PhotoStore, user: User, sha256: str) -> bool:
    """Whether a photo is kept that this user may see; of others he learns nothing."""
    return bool(uploads.readable(session, user, [sha256])) and store.has(sha256)


def hand_in(session: Session, user: User, sha256: str) -> str:
    """Note who handed in a kept photo, so that he may see it; gives the hash again."""
    uploads.remember(session, user, sha256)
    return sha256


def read(session: Session, store: PhotoStore, user: User, sha256: str, size: Size | None) -> bytes:
    """The bytes of a photo that this user may see; `size` asks for a smaller copy.

    :raise NoSuchPhotoError: unknown, or not this user's to see
    """
    if not uploads.readable(session, user, [sha256]):
        raise NoSuchPhotoError(sha256)
    return store.get(sha256) if size is None else store.sized(sha256, size)
