"""Photos by their hash: read in three sizes, kept once they are clean."""

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store, writing
from audit.storage.jpegs import MAX_BYTES
from audit.storage.photos import Size
from audit.storage.pictures import PictureError
from audit.usecases import photos
from audit.web.api import bp
from audit.web.gate import user
from audit.web.problems import problem

SIZES: dict[str, Size | None] = {"": None, "320": 320, "900": 900}


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
    except PictureError as error:
        status = 413 if error.code == "too_large" else 422
        return problem(status, error.code, sha256=sha256)
    except photos.WrongHashError:
        return problem(422, "wrong_hash", sha256=sha256)
    with writing() as session:
        photos.hand_in(session, user(), sha256)
    return jsonify(sha256=sha256), 201
