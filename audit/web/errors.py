"""Errors of the floors below become answers here, once."""

from flask import Flask, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from audit.instruments import NoSuchInstrumentError
from audit.report.presses import TooBigError
from audit.storage.actions import NoSuchActionError
from audit.storage.audits import NoSuchAuditError
from audit.storage.batches import NoSuchBatchError
from audit.storage.photo_points import NoSuchPointError
from audit.storage.photos import NoSuchPhotoError
from audit.storage.red_tags import NoSuchRedTagError
from audit.storage.shares import NoSuchShareError
from audit.storage.workshops import NoSuchWorkshopError
from audit.web.problems import problem

NOT_FOUND = (
    NoSuchActionError,
    NoSuchAuditError,
    NoSuchWorkshopError,
    NoSuchPhotoError,
    NoSuchShareError,
    NoSuchInstrumentError,
    NoSuchRedTagError,
    NoSuchPointError,
    NoSuchBatchError,
)
CODES = {
    400: "bad_request",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
    415: "unsupported_type",
    429: "slow_down",
}


PASSED_ON = {"Retry-After", "Allow"}
"""Headers of a refusal that say when or how to come again."""


def init_app(app: Flask) -> None:
    """Register the handlers."""
    for kind in NOT_FOUND:
        app.register_error_handler(kind, missing)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(TooBigError, too_big)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, broken)


def is_api() -> bool:
    """Whether a program asked, to be answered in JSON."""
    return request.path.startswith("/api/")


def missing(_error: Exception) -> ResponseReturnValue:
    """404, the same for what does not exist and for what is somebody else's."""
    return page(404)


def expired(_error: CSRFError) -> ResponseReturnValue:
    """400 for a form without a valid token; says how to go on."""
    return page(
        400,
        _(
            "Halaman ini terlalu lama terbuka atau tidak dikirim dari aplikasi ini. "
            "Kembali ke halaman tadi, muat ulang, lalu kirim lagi."
        ),
    )


def too_big(_error: TooBigError) -> ResponseReturnValue:
    """503 for a print that takes more time or memory than one may have."""
    return page(
        503,
        _(
            "Laporan ini terlalu besar untuk dicetak sekaligus. "
            "Ringkas catatan yang sangat panjang, lalu coba lagi."
        ),
    )


def unstorable(error: DataError) -> ResponseReturnValue:
    """400 for what the database can't take and no rule ahead of it refused, as PostgreSQL a NUL."""
    current_app.logger.warning("%s %s: %s", request.method, request.path, error.orig)
    return page(400, _("Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya."))


def refused(error: HTTPException) -> ResponseReturnValue:
    """Whatever Flask refuses, in our words; redirects pass."""
    status = error.code or 500
    if status < 400:
        return error
    answer = make_response(page(status))
    for name, value in error.get_headers():
        if name in PASSED_ON:
            answer.headers[name] = value
    return answer


def broken(error: Exception) -> ResponseReturnValue:
    """500: the fault is ours; it is logged, and the user sees no trace of it."""
    current_app.logger.exception("%s %s", request.method, request.path, exc_info=error)
    return problem(500, "error") if is_api() else (render_template("errors/broken.html"), 500)


def page(status: int, sentence: str = "") -> ResponseReturnValue:
    """The answer for a status: JSON for programs, a page for people."""
    if is_api():
        return problem(status, CODES.get(status, "error"))
    return render_template("errors/error.html", status=status, sentence=sentence), status
