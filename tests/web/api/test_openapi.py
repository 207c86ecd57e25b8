"""The API in writing: nothing of it is left out, and it is what really answers."""

from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import Document, json_schema
from audit.web.api.answers import STATUS
from audit.web.api.openapi import document
from audit.web.problems import sentences
from tests.web.api.calls import put, told
from tests.web.api.conforming import ADDRESS, described, template, valid

BY_ITSELF = {"OPTIONS"}


def test_it_is_open_to_programs_without_a_log_in(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert told(answer)["openapi"] == "3.1.0"


def test_it_is_what_openapi_asks_for() -> None:
    meta = jsonschema_rs.Draft202012Validator(
        {"$ref": "https://json-schema.org/draft/2020-12/schema"}
    )
    for schema in document()["components"]["schemas"].values():
        meta.validate(schema)


def test_every_address_and_method_is_there(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(ADDRESS)]
    assert len(rules) >= 8
    by_flask = {"HEAD"}  # it adds this one to every GET

    for rule in rules:
        own = set(rule.methods or ()) - BY_ITSELF
        for method in own - by_flask if "GET" in own else own:
            operation = described(rule.rule, method)
            assert operation["summary"]
            assert operation["responses"]


def test_nothing_is_there_that_the_app_does_not_have(app: Flask) -> None:
    there = {
        (template(rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }

    told = {
        (address, method)
        for address, operations in document()["paths"].items()
        for method in operations
    }

    assert told - there == set()


def test_every_part_of_an_address_is_a_parameter() -> None:
    for address, operations in document()["paths"].items():
        for operation in operations.values():
            named = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
            assert named == {part[1:-1] for part in address.split("/") if part[:1] == "{"}


def test_the_schema_of_a_document_is_the_one_that_decodes_it() -> None:
    own = json_schema()["$defs"]
    described_ones = document()["components"]["schemas"]

    def moved(part: Any) -> Any:
        if isinstance(part, dict):
            return {k: moved(v) for k, v in part.items()}
        if isinstance(part, list):
            return [moved(v) for v in part]
        return part.replace("#/$defs/", "#/components/schemas/") if isinstance(part, str) else part

    assert {name: described_ones[name] for name in own} == moved(own)


def test_every_refusal_has_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        assert STATUS.keys() <= sentences().keys()


def test_a_stored_document_fits(mentor: FlaskClient, draft: Document) -> None:
    put(mentor, draft)

    valid({"$ref": "#/components/schemas/Document"}, told(mentor.get(f"/api/v1/audits/{draft.id}")))


def test_the_check_notices_what_is_not_described() -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        valid({"$ref": "#/components/schemas/Kept"}, {"sha256": "0" * 64, "more": 1})
    with pytest.raises(KeyError):
        described("/api/v1/audits/<uuid:audit_id>", "DELETE")
