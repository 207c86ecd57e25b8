"""Photos by their hash: read in three sizes, kept once they are clean, whole or in pieces."""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store, writing
from audit.storage.jpegs import MAX_BYTES
from audit.storage.parts import Part, Parts, WrongOffsetError
from audit.storage.photos import Size
from audit.storage.pictures import PictureError
from audit.usecases import photos
from audit.usecases.photos import WrongHashError
from audit.web.api import bp
from audit.web.gate import user
from audit.web.problems import problem

SIZES: dict[str, Size | None] = {"": None, "320": 320, "900": 900}
PIECE = "application/offset+octet-stream"
MAX_PIECE = 1024 * 1024
NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Piece:
    """Some bytes of a photo, the first of them number `offset`, of `length` in all."""

    offset: int
    length: int
    data: bytes

    @property
    def end(self) -> int:
        """The number of the byte that comes next."""
        return self.offset + len(self.data)


@bp.route("/photos/<sha256>", methods=["HEAD"])
def sent(sha256: str) -> ResponseReturnValue:
    """How much is here: all of a photo that this user may see, else what he sent of it."""
    whole = photos.known(db.session, photo_store(), user(), sha256)
    here = photo_store().size(sha256) if whole else parts().size(user().id, sha256)
    headers = {"Upload-Offset": str(here), "Upload-Complete": "?1" if whole else "?0"}
    return Response(headers=headers)


@bp.get("/photos/<sha256>")
def photo(sha256: str) -> ResponseReturnValue:
    """A photo, or with ``?size=320`` or ``900`` a smaller copy of it."""
    wanted = request.args.get("size", "")
    if wanted not in SIZES:
        return problem(400, "bad_request")
    data = photos.read(db.session, photo_store(), user(), sha256, SIZES[wanted])
    answer = Response(data, content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@bp.put("/photos/<sha256>")
def send_photo(sha256: str) -> ResponseReturnValue:
    """Keep a clean JPEG under its hash."""
    request.max_content_length = MAX_BYTES  # reading more answers 413
    if request.mimetype != "image/jpeg":
        return problem(415, "unsupported_type")
    try:
        photos.receive(photo_store(), sha256, request.get_data())
    except (PictureError, WrongHashError) as error:
        return refusal(error, sha256)
    return handed_in(sha256)


@bp.patch("/photos/<sha256>")
def send_piece(sha256: str) -> ResponseReturnValue:
    """Take the next piece of a photo; the last one makes it a photo like any other."""
    request.max_content_length = MAX_PIECE  # reading more answers 413
    if request.mimetype != PIECE:
        return problem(415, "unsupported_type")
    try:
        piece = read_piece()
    except ValueError:
        return problem(400, "bad_request")
    if piece.length > MAX_BYTES:
        return problem(413, "too_large")
    with parts().opened(user().id, sha256) as part:
        try:
            return take(part, piece, sha256)
        except WrongOffsetError as error:
            return at(error.offset, problem(409, "wrong_offset"))
        except (PictureError, WrongHashError) as error:
            return refusal(error, sha256)


def read_piece() -> Piece:
    """The piece that the request brings.

    :raise ValueError: a number is missing or wrong, or the piece goes past the end
    """
    piece = Piece(number("Upload-Offset"), number("Upload-Length"), request.get_data())
    if not 0 < piece.end <= piece.length:
        raise ValueError("nothing, or too much")
    return piece


def number(header: str) -> int:
    """The whole number in a header.

    :raise ValueError: it is missing, or no such number
    """
    text = request.headers.get(header, "")
    if not NUMBER.fullmatch(text):
        raise ValueError(header)
    return int(text)


def take(part: Part, piece: Piece, sha256: str) -> ResponseReturnValue:
    """Put a piece to the part that it continues; decoding comes before the transaction."""
    db.session.rollback()  # sees what a request finished while this one waited for the part
    if photos.known(db.session, photo_store(), user(), sha256):
        part.drop()
        return jsonify(sha256=sha256)
    if piece.end < piece.length:
        part.extend(piece.offset, piece.data)
        return at(piece.end, Response(status=204))
    photos.finish(photo_store(), sha256, part, piece.offset, piece.data)
    answer = handed_in(sha256)
    part.drop()
    return answer


def parts() -> Parts:
    """Where photos lie until all their pieces are here."""
    return Parts(Path(current_app.instance_path) / "uploads")


def at(offset: int, answer: Response) -> Response:
    """The answer with the number of the byte to go on with."""
    answer.headers["Upload-Offset"] = str(offset)
    return answer


def handed_in(sha256: str) -> ResponseReturnValue:
    """Note whose photo it is, and say that it is kept."""
    with writing() as session:
        photos.hand_in(session, user(), sha256)
    return jsonify(sha256=sha256), 201


def refusal(error: PictureError | WrongHashError, sha256: str) -> Response:
    """What is wrong with a photo."""
    code = "wrong_hash" if isinstance(error, WrongHashError) else error.code
    return problem(422, code, sha256=sha256)
