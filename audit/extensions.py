"""The Flask extensions of the app, made here and bound to an app in `init_app`."""

import logging
from contextlib import AbstractContextManager

import sqlalchemy as sa
from flask import Flask, current_app
from flask_alembic import Alembic
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import FSQLALiteUserDatastore, Security
from flask_sqlalchemy_lite import SQLAlchemy
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from audit.storage import database
from audit.storage.accounts import Role, User
from audit.storage.base import Base
from audit.storage.photos import PhotoStore

db = SQLAlchemy()
alembic = Alembic(metadatas=Base.metadata, run_mkdir=False, command_name="")
logging.getLogger("alembic").setLevel(logging.WARNING)
babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")
security = Security()
talisman = Talisman()

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
    security.init_app(app, FSQLALiteUserDatastore(db, User, Role))
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
    app.extensions["photos"] = PhotoStore(app.config["PHOTO_STORE"])


def photo_store() -> PhotoStore:
    """Where the photos of the running app are kept."""
    store: PhotoStore = current_app.extensions["photos"]
    return store


def writing() -> AbstractContextManager[Session]:
    """One write transaction of the running app; see `database.writing`."""
    return database.writing(db.engine)


def migrate() -> None:
    """Bring the database to the newest shape of its tables."""
    alembic.upgrade()


def ready() -> bool:
    """Whether the database answers and has the newest shape."""
    db.session.execute(sa.select(1))
    return {head.revision for head in alembic.heads()} == {
        current.revision for current in alembic.current()
    }
