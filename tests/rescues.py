"""Rescue files as a tablet writes them, and as nobody should."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from audit.domain.document import Document
from audit.storage.base import new_id
from tests.web.api.photos import name_of

LIST = "antrean.json"


def an_entry(
    document: Document | Any, base: int | None = None, after: UUID | None = None, **more: Any
) -> dict[str, Any]:
    """One audit of the list."""
    told = (
        None if base is None else {"version": base} | ({"operation": str(after)} if after else {})
    )
    entry = {"operation": str(new_id()), "base": told, "document": msgspec.to_builtins(document)}
    return entry | more


def a_queue(*entries: Any, **changes: Any) -> dict[str, Any]:
    """The whole list."""
    user = {"id": str(new_id()), "name": "Mentor contoh"}
    queue = {
        "schema": 1,
        "app": "audit-5r",
        "saved_at": "2026-11-24T03:42:10Z",
        "device": "Tablet 7",
        "user": user,
        "audits": list(entries),
    }
    return queue | changes


def zipped(entries: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def a_file(
    *entries: Any, photos: Sequence[bytes] = (), others: Mapping[str, bytes] | None = None
) -> bytes:
    """A rescue file with audits and photos."""
    named = {f"foto/{name_of(photo)}.jpg": photo for photo in photos}
    return zipped({LIST: json.dumps(a_queue(*entries)).encode(), **named, **(others or {})})
