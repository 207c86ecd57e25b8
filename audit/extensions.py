"""The Flask extensions of the app, made here and bound to an app in `init_app`."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from alembic.runtime.migration import MigrationContext
from flask import Flask, current_app
from flask_alembic import Alembic
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import Security
from flask_sqlalchemy_lite import SQLAlchemy, _extension
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from audit.report.presses import Presses
from audit.storage import database
from audit.storage.accounts import Accounts, Role, User
from audit.storage.base import Base
from audit.storage.batches import Batches
from audit.storage.photos import PhotoStore
from audit.storage.prints import PrintShelf

View = TypeVar("View", bound=Callable[..., Any])

db = SQLAlchemy()
alembic = Alembic(metadatas=Base.metadata, run_mkdir=False, command_name="")
logging.getLogger("alembic").setLevel(logging.WARNING)
babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")
security = Security()
talisman = Talisman()
presses = Presses()

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_app(app: Flask) -> None:
    """Bind every extension to the app."""
    app.config["SQLALCHEMY_ENGINES"] = {
        "default": database.engine_options(app.config["DATABASE_URL"])
    }
    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
    alembic.init_app(app)
    compress.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    security.init_app(app, Accounts(db, User, Role))
    talisman.init_app(
        app,
        force_https=app.config["HTTPS"],
        strict_transport_security=app.config["HTTPS"],
        session_cookie_secure=app.config["HTTPS"],
        content_security_policy=CONTENT_SECURITY_POLICY,
        frame_options="DENY",
        permissions_policy={"camera": "(self)", "microphone": "()", "geolocation": "()"},
        referrer_policy="same-origin",
    )
    lighten(app)
    app.extensions["photos"] = PhotoStore(app.config["PHOTO_STORE"])
    app.extensions["batches"] = Batches(Path(app.instance_path) / "batches")
    app.extensions["prints"] = PrintShelf(Path(app.instance_path) / "prints")


def lighten(app: Flask) -> None:
    """Take off what extensions do around each request that nothing of ours asks for.

    They are a quarter of the work of storing an audit.
    """
    unused: list[Any] = [
        # Limits of the whole app: our views that have a limit look for themselves.
        limiter._check_request_limit,
        # The permissions of the user: rights are decided by role and workshop.
        security.principal._on_before_request,
        # A thread that closes asynchronous sessions: there are none.
        _extension._close_async_sessions,
    ]
    before, after = app.before_request_funcs, app.teardown_appcontext_funcs
    before[None] = [hook for hook in before[None] if hook not in unused]
    after[:] = [hook for hook in after if hook not in unused]


def leading_to(*places: str) -> Callable[[View], View]:
    """Let the forms of one view lead to other sites as well."""
    policy = CONTENT_SECURITY_POLICY | {"form-action": " ".join(("'self'", *places))}
    marked: Callable[[View], View] = talisman(content_security_policy=policy)
    return marked


def photo_store() -> PhotoStore:
    """Where the photos of the running app are kept."""
    store: PhotoStore = current_app.extensions["photos"]
    return store


def writing() -> AbstractContextManager[Session]:
    """One write transaction of the running app; see `database.writing`."""
    return database.writing(db.engine)


def migrate() -> None:
    """Bring the database to the newest shape of its tables.

    In a context of its own: Flask-Alembic keeps one connection for all threads of an app, and
    closes it wherever the next context ends. None may be left while requests are served.
    """
    with current_app.app_context():
        alembic.upgrade()


def ready() -> bool:
    """Whether the database answers and has the newest shape."""
    stored = MigrationContext.configure(db.session.connection()).get_current_heads()
    return set(stored) == set(alembic.script_directory.get_heads())
