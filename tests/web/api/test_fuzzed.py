"""Thousands of odd requests: each answer is one of those described, and none is a 500."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.web.api.openapi import document
from audit.web.api.photos import PIECE
from tests.closings import complete, final
from tests.tags import a_tag
from tests.web.api.photos import jpeg, name_of, send_photo

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FIT, UNFIT = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
REQUESTS = [
    (address, method.upper(), mode)
    for address, operations in document()["paths"].items()
    for method, operation in operations.items()
    # any name will do for a questionnaire, so none is unfit
    for mode in ([FIT] if "security" in operation else [FIT, UNFIT])
]
schemathesis.serializer.alias(PIECE, "application/octet-stream")
FREE = ("met_with", "areas", "k3", "remarks")
UNSENT = jpeg((9, 9))
bounded = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def schema(app: Flask, mentor: FlaskClient) -> Any:
    """The API as schemathesis reads it, for the mentor who is logged in."""

    def alone(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with app.app_context():  # or the requests would share the one of the test
            return app.wsgi_app(environ, start)

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", alone)


@pytest.fixture
def logged_in(mentor: FlaskClient) -> dict[str, Any]:
    """What makes a request one of the mentor's; packed answers would be bytes to schemathesis."""
    found = mentor.get_cookie("session")
    assert found
    return {"cookies": {"session": found.value}, "headers": {"Accept-Encoding": "identity"}}


@pytest.mark.parametrize(("address", "method", "mode"), REQUESTS)
def test_no_request_is_too_odd(
    schema: Any,
    logged_in: dict[str, Any],
    known: dict[str, Any],
    address: str,
    method: str,
    mode: GenerationMode,
) -> None:
    @bounded
    @given(case=schema[address][method].as_strategy(generation_mode=mode), real=st.booleans())
    def odd(case: Any, real: bool) -> None:
        if real:
            at_home(case, known)
        answer = case.call(**logged_in)
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    statuses: set[int] = set()
    odd()
    assert mode is UNFIT or statuses & {200, 201}, "no request got past the first look"


@pytest.fixture
def known(people: dict[str, User], workshop: Workshop, mentor: FlaskClient) -> dict[str, Any]:
    """What of a request is really there: an audit, a photo, a questionnaire."""
    saved = complete(people["mentor"], workshop)
    final(people["mentor"], workshop)
    send_photo(mentor, jpeg())
    tag = a_tag(workshop, people["mentor"])
    return {
        "audit_id": str(saved.document.id),
        "sha256": name_of(jpeg()),
        "name": "5r-ikm@1",
        "tag_id": str(tag.id),
        "workshop": {"id": str(workshop.id), "name": workshop.name},
        "document": msgspec.to_builtins(saved.document),
    }


def at_home(case: Any, known: dict[str, Any]) -> None:
    """Let a request name what is really there, so that it gets past the first look."""
    case.path_parameters.update({k: known[k] for k in case.path_parameters if k in known})
    case.headers["Sec-Fetch-Site"] = "same-origin"
    case.headers.pop("X-User", None)
    if case.method == "PUT":
        case.headers["X-Operation"] = str(new_id())
    if "tag_id" in case.path_parameters:
        tag_at_home(case, known)
    elif case.media_type == "application/json":
        document_at_home(case, known)
    elif case.method in ("PUT", "PATCH"):
        case.path_parameters["sha256"], case.body = name_of(UNSENT), UNSENT
    if case.method == "PATCH":
        case.headers.update({"Upload-Offset": "0", "Upload-Length": str(len(UNSENT))})


def tag_at_home(case: Any, known: dict[str, Any]) -> None:
    """Let a tag be the one that is there, or a new one, odd only in what a person may write."""
    if isinstance(case.body, dict):
        day = {"tagged_on": "2026-01-05", "decided_on": None, "decision": None}
        key = known["tag_id"] if len(case.body) % 2 else str(new_id())
        case.path_parameters["tag_id"] = key
        case.body |= day | {"id": key, "workshop": known["workshop"]}


def document_at_home(case: Any, known: dict[str, Any]) -> None:
    """Let a document be of the audit that is there, odd only in what a person may write."""
    case.headers["If-Match"] = '"1"'
    if isinstance(case.body, dict):
        own = {name: case.body[name] for name in FREE if name in case.body}
        case.body = known["document"] | own
