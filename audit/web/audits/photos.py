"""Photos that the rating sheet hands in, one at a time and of any kind."""

from uuid import UUID

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from audit.extensions import db, photo_store, writing
from audit.storage import audits
from audit.storage.pictures import MAX_UPLOAD, PictureError
from audit.usecases.photos import hand_in, keep
from audit.web.audits import bp
from audit.web.gate import user

ROOM_FOR_FORM = 64 * 1024
"""What a picture's form may weigh beside the picture itself."""


@bp.post("/audits/<uuid:audit_id>/photos")
def photos(audit_id: UUID) -> ResponseReturnValue:
    """Keep one picture and answer its hash, or say what is wrong with it."""
    audits.get(db.session, user(), audit_id)
    if (request.content_length or 0) > MAX_UPLOAD + ROOM_FOR_FORM:
        return refusal("too_large")
    file = next(iter(request.files.values()), None)
    try:
        sha256 = keep_file(file)
    except PictureError as error:
        return refusal(error.code)
    address = url_for("api.photo", sha256=sha256, size=320)
    return jsonify(sha256=sha256, url=address), 201


def keep_file(file: FileStorage | None) -> str:
    """Keep a picture that came with a form and give its hash.

    :raise PictureError: it is no picture that we can keep
    """
    data = file.stream.read(MAX_UPLOAD + 1) if file else b""
    sha256 = keep(photo_store(), data)
    with writing() as session:
        return hand_in(session, user(), sha256)


def refusal(code: str) -> ResponseReturnValue:
    """The answer for a picture that is not kept."""
    return jsonify(error=code, message=sentence(code)), 413 if code == "too_large" else 422


def sentence(code: str) -> str:
    """What is wrong with a picture and what to do, for the person who took it."""
    known: dict[str, str] = {
        "too_large": _("Foto ini lebih besar dari 25 MB. Ambil ulang dengan ukuran lebih kecil."),
        "too_many_pixels": _("Foto ini terlalu besar: lebih dari 60 megapiksel. Ambil ulang."),
        "not_a_picture": _("Berkas ini bukan foto. Pilih JPEG, PNG, WebP, atau HEIC."),
    }
    broken: str = _("Foto ini rusak dan tidak dapat dibuka. Ambil ulang fotonya.")
    return known.get(code, broken)
