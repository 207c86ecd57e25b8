"""Whether an answer is one that the OpenAPI document describes."""

import json
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Response, request

from audit.web.api.openapi import document

ADDRESS = "/api/v1/"


def conform(answer: Response) -> Response:
    """Fail the test of an answer of the API that is not described; for `after_request`."""
    if request.url_rule is None or not request.path.startswith(ADDRESS):
        return answer
    operation = described(request.url_rule.rule, request.method)
    told = operation["responses"].get(str(answer.status_code))
    assert told, f"{request.method} {request.path}: {answer.status_code} is not described"
    for name, header in told.get("headers", {}).items():
        valid(header["schema"], answer.headers[name])
    content = told.get("content", {})
    if content and request.method != "HEAD":
        assert answer.mimetype in content
        if answer.mimetype == "application/json":
            valid(content["application/json"]["schema"], answer.get_json())
    return answer


def described(rule: str, method: str) -> dict[str, Any]:
    """What the document says of a method at a rule of the app."""
    operations: dict[str, Any] = document()["paths"][template(rule)]
    found: dict[str, Any] = operations[method.lower()]
    return found


def template(rule: str) -> str:
    """``/audits/{audit_id}`` for ``/audits/<uuid:audit_id>``."""
    parts = rule.replace("<", "{").replace(">", "}").split("/")
    return "/".join("{" + p.rpartition(":")[2] if ":" in p else p for p in parts)


def valid(schema: dict[str, Any], value: Any) -> None:
    """Fail unless the value fits the schema."""
    validator(json.dumps(schema)).validate(value)


@cache
def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """What checks values against a schema, which may name any of the components."""
    whole = {**json.loads(schema), "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
