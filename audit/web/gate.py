"""Every page but log-in, health and static files needs a log-in."""

from typing import Any
from urllib.parse import quote

from flask import Flask, Response, redirect, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from audit.extensions import limiter
from audit.storage.accounts import User
from audit.web.problems import problem

OPEN_ENDPOINTS = {
    "static",
    "security.login",
    "health.alive",
    "health.ready",
    "installing.manifest",
    "language.choose",
    "calendar.feed",
    "tablet.place",
    "tablet.step",
    "tablet.worker",
    "api.instrument",
    "api.openapi",
    "owner_link.show",
    "owner_link.report",
    "owner_link.photo",
    "owner_link.mark",
    "owner_link.lost",
}
API_PREFIX = "/api/"

MESSAGES: dict[str, Any] = {
    "GENERIC_AUTHN_FAILED": _l("Email atau kata sandi salah. Periksa keduanya, lalu coba lagi."),
    "EMAIL_NOT_PROVIDED": _l("Tulis alamat email."),
    "INVALID_EMAIL_ADDRESS": _l("Alamat email ini belum lengkap."),
    "PASSWORD_NOT_PROVIDED": _l("Tulis kata sandi."),
    "DISABLED_ACCOUNT": _l("Akun ini tidak aktif. Hubungi admin."),
}


def init_app(app: Flask) -> None:
    """Put the gate before every request and our words into the log-in form."""
    for name, text in MESSAGES.items():
        app.config[f"SECURITY_MSG_{name}"] = (text, "error")
    app.session_interface = PageCookies()
    app.before_request(require_login)
    limit = limiter.limit("20 per minute", methods=["POST"])
    views: dict[str, Any] = app.view_functions
    views["security.login"] = limit(views["security.login"])


class PageCookies(SecureCookieSessionInterface):
    """Pages set cookies, the API and the owner's pages never do.

    A sync that was refused, or answered late, would else undo a log-in or a log-out
    that went on meanwhile in another tab. And an owner has no session to keep.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session in its cookie, but take every cookie from other answers."""
        if is_api() or request.blueprint == "owner_link":
            response.headers.pop("Set-Cookie", None)
        else:
            super().save_session(app, session, response)


def is_api() -> bool:
    """Whether a program asked."""
    return request.path.startswith(API_PREFIX)


def require_login() -> ResponseReturnValue | None:
    """Send strangers to the log-in page, and strange programs a JSON answer."""
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    if current_user.is_authenticated:
        if request.method == "GET" and not is_api():
            session["_remember"] = "set"  # Flask-Login's word for a fresh cookie
        return None
    if is_api():
        return problem(401, "login_needed")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(f"/login?next={quote(wanted)}")


def user() -> User:
    """The user who is logged in."""
    found: User = current_user._get_current_object()
    return found
