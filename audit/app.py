"""The application factory: settings, folders, wiring."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from audit import cli, extensions, settings, web
from audit.report.places import resource

PACKAGE = Path(__file__).parent
MEGABYTE = 1024 * 1024


def create_app(overrides: dict[str, Any] | None = None, instance: str | None = None) -> Flask:
    """Make the app; `overrides` replace settings, for tests.

    :raise SettingsError: a setting has a value that can't be used
    """
    app = Flask(
        "audit",
        instance_path=instance or settings.instance_folder(),
        template_folder=str(resource("templates")),
        static_folder=str(resource("static")),
    )
    app.config.update(FIXED)
    folder = Path(app.instance_path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise settings.SettingsError(
            f"AUDIT_INSTANCE: {folder} can't be made: {error.strerror}"
        ) from error
    app.config.update(settings.settings(folder))
    app.config.update(overrides or {})
    app.config["REMEMBER_COOKIE_SECURE"] = app.config["HTTPS"]
    if app.config["HTTPS"]:
        believe_proxy(app)
    extensions.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    return app


def believe_proxy(app: Any) -> None:
    """Take scheme and address of the browser from the one proxy ahead of us.

    `Any`, because by its type a method is not assigned to; Flask's own way is this one.
    """
    app.wsgi_app = ProxyFix(app.wsgi_app)


FIXED: dict[str, Any] = {
    # a sheet with every note full is well under this; photos make the rest
    "MAX_FORM_MEMORY_SIZE": 8 * MEGABYTE,
    "MAX_CONTENT_LENGTH": 120 * MEGABYTE,
    "MAX_FORM_PARTS": 2_000,
    "WTF_CSRF_TIME_LIMIT": None,
    "ALEMBIC": {"script_location": str(PACKAGE / "storage" / "migrations")},
    "COMPRESS_MIMETYPES": [
        "text/html",
        "text/css",
        "text/javascript",
        "application/json",
        "image/svg+xml",
    ],
    "COMPRESS_MIN_SIZE": 1_000,
    "COMPRESS_ALGORITHM": ["gzip"],
    "SESSION_COOKIE_SAMESITE": "Lax",
    "REMEMBER_COOKIE_SAMESITE": "Lax",
    "REMEMBER_COOKIE_HTTPONLY": True,
    # A tablet stays logged in from visit to visit; the gate counts anew with each use.
    "REMEMBER_COOKIE_DURATION": timedelta(days=90),
    "SECURITY_DEFAULT_REMEMBER_ME": True,
    "BABEL_DEFAULT_LOCALE": "id",
    "BABEL_TRANSLATION_DIRECTORIES": str(PACKAGE / "translations"),
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/login",
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_FLASH_MESSAGES": False,
    # pages of Flask-Security that we don't use
    "SECURITY_FRESHNESS": timedelta(-1),
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    # one hash of its own salt is what argon2 brings; the second layer needs a fixed salt
    "SECURITY_PASSWORD_SINGLE_HASH": True,
}
