"""The settings of one installation, read from the environment once at start."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fsspec import available_protocols
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}


class SettingsError(ValueError):
    """A setting has a value that can't be used; the message says how to mend it."""


def settings(instance: Path, environment: dict[str, str] | None = None) -> dict[str, Any]:
    """Flask's configuration from the environment; see docs/settings.md.

    :param instance: folder of this installation's data; secrets are made in it
    :raise SettingsError: a value can't be used
    """
    env = dict(os.environ) if environment is None else environment
    return {
        "SECRET_KEY": env.get("AUDIT_SECRET_KEY") or kept_secret(instance / "secret-key", 32),
        "DATABASE_URL": database_url(
            env.get("AUDIT_DATABASE_URL") or f"sqlite:///{instance / 'audit.sqlite'}"
        ),
        "PHOTO_STORE": photo_store(env.get("AUDIT_PHOTO_STORE") or f"file://{instance / 'photos'}"),
        "TIMEZONE": zone(env.get("AUDIT_TIMEZONE") or "Asia/Jakarta"),
        "ORGANISATION": env.get("AUDIT_ORGANISATION") or "Program Pembinaan 5R",
        "ORGANISATION_PLACE": env.get("AUDIT_ORGANISATION_PLACE") or "",
        "LOGO": logo(env.get("AUDIT_LOGO")),
        "TARGET": percent("AUDIT_TARGET", env.get("AUDIT_TARGET") or "75"),
        "HTTPS": switch("AUDIT_HTTPS", env.get("AUDIT_HTTPS") or "no"),
        "DEMO_PASSWORD": env.get("AUDIT_DEMO_PASSWORD"),
    }


def kept_secret(file: Path, size: int) -> str:
    """A random secret that is made once and kept in a file only its owner may read.

    The file appears whole or not at all, also when two processes start at once.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as out:
            out.write(secrets.token_urlsafe(size))
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    secret = file.read_text().strip()
    if not secret:
        raise SettingsError(f"{file} is empty; delete it, and a new one is made")
    return secret


def database_url(address: str) -> str:
    """Where rows are kept, in a database that this app speaks."""
    try:
        driver = make_url(address).drivername
    except ArgumentError as error:
        raise SettingsError(
            "AUDIT_DATABASE_URL: this is no address; write one like "
            "postgresql+psycopg://user@host/audit"
        ) from error
    if driver not in DRIVERS:
        raise SettingsError(
            f"AUDIT_DATABASE_URL: {driver} is not supported; use sqlite or postgresql+psycopg"
        )
    return address


def photo_store(address: str) -> str:
    """Where photos are kept, in a file system that fsspec knows."""
    kind, found, _ = address.partition("://")
    if not found or kind not in available_protocols():
        raise SettingsError(
            "AUDIT_PHOTO_STORE: this is no address; write one like file:///srv/audit/photos"
        )
    return address


def zone(name: str) -> ZoneInfo:
    """The time zone that decides "today" and the times shown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"AUDIT_TIMEZONE: {name!r} is not a time zone; write one like Asia/Jakarta"
        ) from error


def logo(path: str | None) -> Path | None:
    """The picture for the letterhead, a PNG or JPEG file."""
    if not path:
        return None
    file = Path(path)
    if not file.is_file() or file.suffix.lower() not in {".png", ".jpg", ".jpeg"}:
        raise SettingsError(f"AUDIT_LOGO: {path} is not a PNG or JPEG file")
    return file


def percent(name: str, text: str) -> int:
    """A whole number from 1 to 100."""
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise SettingsError(f"{name}: {text!r} is not a whole number from 1 to 100")
    return int(text)


def switch(name: str, text: str) -> bool:
    """A yes or a no."""
    if text.lower() not in {"yes", "no"}:
        raise SettingsError(f"{name}: {text!r} is neither yes nor no")
    return text.lower() == "yes"


def instance_folder(environment: dict[str, str] | None = None) -> str | None:
    """Where `AUDIT_INSTANCE` puts the data; None lets Flask choose ``instance/``."""
    env = os.environ if environment is None else environment
    folder = env.get("AUDIT_INSTANCE")
    if folder and not Path(folder).is_absolute():
        raise SettingsError(f"AUDIT_INSTANCE: {folder} is not an absolute path")
    return folder or None
