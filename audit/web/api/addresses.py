"""Every address of the API in the terms of OpenAPI: what it takes, what it answers."""

from typing import Any

from audit.storage.jpegs import MAX_BYTES
from audit.web.api.answers import (
    ALWAYS,
    BAD_PHOTO,
    CHANGES,
    NEXT_BYTE,
    VERSION,
    Described,
    answer,
    header,
    named,
    refusals,
)
from audit.web.api.photos import MAX_PIECE, PIECE

UUID = {"type": "string", "format": "uuid"}
HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
NUMBER = {"type": "integer", "minimum": 0, "maximum": MAX_BYTES}
SOME = {"type": "string", "pattern": "^[!-~]{1,80}$"}
OPEN: Described = {"security": []}


def given(place: str, name: str, schema: Any, text: str, *, must: bool = False) -> Described:
    """One value that a request gives beside its body."""
    required = must or place == "path"
    return {"in": place, "name": name, "schema": schema, "description": text, "required": required}


AUDIT = given("path", "audit_id", UUID, "The audit, a UUIDv7.")
TAG = given("path", "tag_id", UUID, "The red tag, a UUIDv7.")
PHOTO = given("path", "sha256", HASH, "The SHA-256 of the photo's bytes.")
AS_USER = given("header", "X-User", UUID, "Answer only while this user is logged in.")
SENT_BY = given(
    "header", "X-Operation", SOME, "Anything; no form of another site sends it.", must=True
)
OWN_SITE = given(
    "header", "Sec-Fetch-Site", {"const": "same-origin"}, "Set by browsers.", must=True
)
CHANGE = [AS_USER, SENT_BY, OWN_SITE]


def paths() -> Described:
    """Every address with every method."""
    return {
        "/api/v1/bootstrap": {"get": BOOTSTRAP},
        "/api/v1/instruments/{name}": {"get": INSTRUMENT},
        "/api/v1/audits/{audit_id}": {"get": READ_AUDIT, "put": STORE_AUDIT},
        "/api/v1/red-tags/{tag_id}": {"put": STORE_TAG},
        "/api/v1/photos/{sha256}": {
            "head": PHOTO_PROGRESS,
            "get": READ_PHOTO,
            "put": STORE_PHOTO,
            "patch": STORE_PIECE,
        },
        "/api/v1/openapi.json": {"get": THIS},
    }


def body(media: str, schema: Described) -> Described:
    """What a request must bring."""
    return {"required": True, "content": {media: {"schema": schema}}}


BOOTSTRAP: Described = {
    "summary": "What a tablet takes along: the user's workshops with what the last visits "
    "left, and the open drafts that are the user's own.",
    "parameters": [
        AS_USER,
        given("header", "If-None-Match", SOME, "The ETag of what the tablet has."),
    ],
    "responses": {
        "200": answer("All of it.", "Bootstrap", ETag=header("Names this state.", '^W/"[^"]+"$')),
        "304": answer("Nothing changed since."),
        **refusals(*ALWAYS),
    },
}

INSTRUMENT: Described = OPEN | {
    "summary": "A published questionnaire; it never changes and may be kept for good.",
    "parameters": [
        given("path", "name", {"type": "string", "examples": ["5r-ikm@1"]}, "Code and version."),
    ],
    "responses": {"200": answer("The questionnaire.", "Sheet"), **refusals("not_found")},
}

READ_AUDIT: Described = {
    "summary": "The newest document of an audit.",
    "parameters": [AUDIT, AS_USER],
    "responses": {
        "200": answer("The document.", "Document", ETag=VERSION),
        **refusals(*ALWAYS, "not_found", "deleted"),
    },
}

STORE_AUDIT: Described = {
    "summary": "Store a whole document, once for each operation. Made on an older version "
    "it is merged field by field; what two people set differently comes back in `conflicts`.",
    "parameters": [
        AUDIT,
        AS_USER,
        OWN_SITE,
        given("header", "X-Operation", UUID, "The same each time this edit is sent.", must=True),
        given(
            "header",
            "If-Match",
            {"type": "string", "pattern": '^"[0-9]+"$'},
            "The version that the edit was made on; needed unless the audit is new.",
        ),
        given("header", "If-None-Match", {"const": "*"}, "The audit is new."),
        given(
            "header",
            "X-Base-Operation",
            UUID,
            "The edit was made on what this operation sent, not on what the server made of it.",
        ),
        given("header", "X-Device", SOME, "Which device it comes from, for people to read."),
    ],
    "requestBody": body("application/json", named("Document")),
    "responses": {
        "200": answer("Stored, merged, or known from before.", "Stored", ETag=VERSION),
        "201": answer("A new audit.", "Stored", ETag=VERSION),
        **refusals(*CHANGES, "not_found", "unknown_base", "final", "deleted", "invalid"),
    },
}

STORE_TAG: Described = {
    "summary": "Store a red tag of a workshop, and what was decided on it. What a known tag "
    "says is left as it is. The photo may come later.",
    "parameters": [
        TAG,
        AS_USER,
        OWN_SITE,
        given("header", "X-Operation", UUID, "The same each time this is sent.", must=True),
    ],
    "requestBody": body("application/json", named("TagDocument")),
    "responses": {
        "200": answer("Known from before, now perhaps decided on.", "Stored", ETag=VERSION),
        "201": answer("A new tag.", "Stored", ETag=VERSION),
        **refusals(*CHANGES, "not_found", "decided", "invalid"),
    },
}

PHOTO_PROGRESS: Described = {
    "summary": "How much of a photo is here.",
    "parameters": [PHOTO, AS_USER],
    "responses": {
        "200": answer(
            "So many bytes, and whether these are all.",
            Upload_Offset=NEXT_BYTE,
            Upload_Complete=header("`?1` or `?0`", r"^\?[01]$"),
        ),
        "401": answer("As for other methods, without a body."),
        "404": answer("No hash."),
    },
}

READ_PHOTO: Described = {
    "summary": "A photo, or a smaller copy of it.",
    "parameters": [
        PHOTO,
        AS_USER,
        given("query", "size", {"enum": ["320", "900"]}, "The longest side in pixels."),
    ],
    "responses": {
        "200": answer("The JPEG.") | {"content": {"image/jpeg": {}}},
        **refusals(*ALWAYS, "bad_request", "not_found"),
    },
}

STORE_PHOTO: Described = {
    "summary": "Keep a JPEG of at most 1600 pixels and 2 MiB without any metadata.",
    "parameters": [PHOTO, *CHANGE],
    "requestBody": body("image/jpeg", {"type": "string", "format": "binary"}),
    "responses": {"201": answer("Kept.", "Kept"), **refusals(*CHANGES, *BAD_PHOTO)},
}

STORE_PIECE: Described = {
    "summary": "Send the next bytes of a photo, at most 1 MiB; the last ones make it whole.",
    "parameters": [
        PHOTO,
        *CHANGE,
        given("header", "Upload-Offset", NUMBER, "The number of the first byte.", must=True),
        given("header", "Upload-Length", NUMBER, "How many bytes the photo has.", must=True),
    ],
    "requestBody": body(PIECE, {"type": "string", "format": "binary", "maxLength": MAX_PIECE}),
    "responses": {
        "200": answer("The photo is here already.", "Kept"),
        "201": answer("That was the last piece, and the photo is kept.", "Kept"),
        "204": answer("More, please.", Upload_Offset=NEXT_BYTE),
        **refusals(*CHANGES, "not_found", "wrong_offset", *BAD_PHOTO),
    },
}

THIS: Described = OPEN | {
    "summary": "This document.",
    "responses": {
        "200": answer("OpenAPI 3.1.") | {"content": {"application/json": {"schema": {}}}},
    },
}
