"""Whole documents: read with their version, stored on it, or refused with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from audit.domain.document import MAX_DOCUMENT, Document, decode
from audit.domain.finalising import Missing
from audit.domain.validation import faults_of
from audit.extensions import db, writing
from audit.storage import audits as stored
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    FinalError,
    InvalidError,
    UnknownBaseError,
)
from audit.web import clock
from audit.web.api import bp
from audit.web.faults import sentence
from audit.web.gate import user
from audit.web.problems import problem


@bp.get("/audits/<uuid:audit_id>")
def audit(audit_id: UUID) -> ResponseReturnValue:
    """The newest document, its version in the ETag."""
    row = stored.get(db.session, user(), audit_id)
    if row.deleted_at is not None:
        return problem(410, "deleted")
    answer = Response(row.document, content_type="application/json")
    answer.headers["ETag"] = f'"{row.version}"'
    return answer


@bp.put("/audits/<uuid:audit_id>")
def save(audit_id: UUID) -> ResponseReturnValue:
    """Store a whole document; the answer names what was stored, or why it was not."""
    request.max_content_length = MAX_DOCUMENT  # reading more answers 413
    if request.mimetype != "application/json":
        return problem(415, "unsupported_type")
    try:
        edit = read_edit(audit_id)
    except msgspec.ValidationError as error:
        return invalid(InvalidError(faults_of(error, request.get_data())))
    except ValueError:
        return problem(400, "bad_request")
    try:
        with writing() as session:
            saved = audits.save(session, user(), edit, today=clock.today())
    except tuple(REFUSALS) as error:
        return refusal(error)
    return stored_answer(saved, edit.document)


def read_edit(audit_id: UUID) -> Edit:
    """The edit that a request asks for.

    :raise msgspec.ValidationError: the JSON is no audit document
    :raise ValueError: no JSON, another id, or headers that are missing or broken
    """
    document = decode(request.get_data())
    if document.id != audit_id:
        raise ValueError("the address names another audit")
    return Edit(
        document=document,
        base=base_version(),
        operation=UUID(request.headers["X-Operation"]),
        device=request.headers.get("X-Device") or request.headers.get("User-Agent", ""),
        after=UUID(after) if (after := request.headers.get("X-Base-Operation")) else None,
    )


def base_version() -> int | None:
    """The version the edit was made on; None when it must not exist yet.

    :raise ValueError: neither If-Match nor If-None-Match says it
    """
    if request.headers.get("If-None-Match") == "*":
        return None
    # Where an answer was compressed, its ETag says so behind a colon.
    return int(request.headers.get("If-Match", "").strip('"').partition(":")[0])


def stored_answer(saved: Saved, sent: Document) -> ResponseReturnValue:
    """What was stored; the document too where rules or a merge changed it."""
    body: dict[str, Any] = {
        "id": str(sent.id),
        "version": saved.version,
        "operation": str(saved.operation),
        "sha256": saved.sha256,
    }
    if saved.document != sent:
        body["document"] = msgspec.to_builtins(saved.document)
    answer = jsonify(body)
    answer.headers["ETag"] = f'"{saved.version}"'
    return answer, 201 if saved.created else 200


def final(error: FinalError) -> Response:
    """409 with the final document, so that a person can compare what was typed with it."""
    document = msgspec.to_builtins(error.document)
    return problem(409, "final", version=error.version, document=document)


def invalid(error: InvalidError) -> Response:
    """422 with a code and a sentence for each field."""
    fields = {
        fault.field: {"code": fault.code, "message": sentence(fault)} for fault in error.faults
    }
    return problem(422, "invalid", fields=fields)


def incomplete(error: BlockedError) -> Response:
    """422 with all that finalising still lacks."""
    missing = [msgspec.to_builtins(entry) for entry in error.missing]
    fields = {place(entry): {"code": entry.kind} for entry in error.missing}
    return problem(422, "invalid", fields=fields, missing=missing)


def place(missing: Missing) -> str:
    """What a missing thing is called among the fields."""
    if missing.action:
        return f"carried.{missing.action}"
    return f"answers.{missing.item}" if missing.item else missing.kind


REFUSALS: dict[type[Exception], Callable[[Any], Response]] = {
    InvalidError: invalid,
    BlockedError: incomplete,
    UnknownBaseError: lambda _error: problem(409, "unknown_base"),
    FinalError: final,
    DeletedError: lambda _error: problem(410, "deleted"),
}


def refusal(error: Exception) -> Response:
    """The answer to an edit that was not stored."""
    return REFUSALS[type(error)](error)
