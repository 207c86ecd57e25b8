"""What the API answers, in the terms of OpenAPI: bodies, refusals, headers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from audit.domain.document import Document, Sha256, Struct

Described = dict[str, Any]
PLACE = "#/components/schemas/"

STATUS: Mapping[str, int] = {
    "bad_request": 400,
    "login_needed": 401,
    "other_user": 401,
    "origin": 403,
    "not_found": 404,
    "unknown_base": 409,
    "final": 409,
    "wrong_offset": 409,
    "decided": 409,
    "deleted": 410,
    "too_large": 413,
    "unsupported_type": 415,
    "invalid": 422,
    "wrong_hash": 422,
    "not_a_jpeg": 422,
    "too_many_pixels": 422,
    "has_metadata": 422,
    "trailing_data": 422,
    "broken": 422,
}
"""Every code of a refusal, and the status that it comes with."""

ALWAYS = ("login_needed", "other_user")
CHANGES = (*ALWAYS, "bad_request", "origin", "too_large", "unsupported_type")
BAD_PHOTO = (
    "wrong_hash",
    "not_a_jpeg",
    "too_many_pixels",
    "has_metadata",
    "trailing_data",
    "broken",
)


class Stored(Struct, frozen=True, kw_only=True):
    """An audit or a red tag is stored; `document` is there where it differs from what was sent."""

    id: UUID
    version: int
    operation: UUID
    sha256: Sha256
    document: Document | msgspec.UnsetType = msgspec.UNSET


class Kept(Struct, frozen=True, kw_only=True):
    """A photo is kept."""

    sha256: Sha256


def named(name: str) -> Described:
    """The schema of this name."""
    return {"$ref": PLACE + name}


def answer(text: str, body: str = "", **headers: Described) -> Described:
    """One answer that is no refusal, with the name of the schema of its body."""
    described: Described = {"description": text}
    if body:
        described["content"] = {"application/json": {"schema": named(body)}}
    if headers:
        described["headers"] = {name.replace("_", "-"): head for name, head in headers.items()}
    return described


def header(text: str, pattern: str) -> Described:
    """A header of an answer."""
    return {"description": text, "schema": {"type": "string", "pattern": pattern}}


def refusals(*codes: str) -> dict[str, Described]:
    """The answers to what is refused with one of these codes, by status."""
    by_status: dict[str, list[str]] = {}
    for code in codes:
        by_status.setdefault(str(STATUS[code]), []).append(code)
    return {status: refusal(same) for status, same in sorted(by_status.items())}


def refusal(codes: list[str]) -> Described:
    """One answer that says why not."""
    shapes = [problem(code) for code in codes]
    schema = shapes[0] if len(shapes) == 1 else {"oneOf": shapes}
    described: Described = {
        "description": " or ".join(f"`{code}`" for code in codes),
        "content": {"application/json": {"schema": schema}},
    }
    if "wrong_offset" in codes:
        described["headers"] = {"Upload-Offset": NEXT_BYTE}
    return described


def problem(code: str) -> Described:
    """The body of a refusal."""
    more, must = MORE.get(code, ({}, []))
    return {
        "type": "object",
        "properties": {"error": {"const": code}, "message": {"type": "string"}} | more,
        "required": ["error", "message", *must],
        "additionalProperties": False,
    }


NEXT_BYTE = header("The number of the byte to go on with.", r"^[0-9]+$")
VERSION = header("The stored version, in quotes.", r'^"[0-9]+(:gzip)?"$')

FIELD: Described = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    "required": ["code"],
    "additionalProperties": False,
}
MORE: Mapping[str, tuple[Described, list[str]]] = {
    "final": (
        {"version": {"type": "integer"}, "document": named("Document")},
        ["version", "document"],
    ),
    "decided": (
        {"version": {"type": "integer"}, "document": named("TagDocument")},
        ["version", "document"],
    ),
    "invalid": (
        {
            "fields": {"type": "object", "additionalProperties": FIELD},
            "missing": {"type": "array", "items": named("Missing")},
        },
        ["fields"],
    ),
    **{code: ({"sha256": {"type": "string"}}, ["sha256"]) for code in BAD_PHOTO},
}
"""What else a refusal tells, and what of it is always there."""
