"""What PostgreSQL does not take gets a sentence or an empty list, never a broken page."""

import json
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.closings import send
from tests.factories import a_document, csrf_token, log_in, stored

NUL = "Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya."
HUGE = 2**40


@pytest.fixture
def browser(client: FlaskClient, people: dict[str, User]) -> FlaskClient:
    """Of somebody who may do everything."""
    return log_in(client, people["coordinator"])


@pytest.mark.parametrize(
    "query", ["/workshops/?text=a%00b", "/workshops/?city=a%00b", "/actions/?pic=a%00b"]
)
def test_a_search_for_a_nul_is_a_page(browser: FlaskClient, query: str) -> None:
    assert browser.get(query).status_code == 200


def test_a_log_in_with_a_nul(client: FlaskClient) -> None:
    token = csrf_token(client.get("/login").text)
    data = {"email": "a\0b@demo.example", "password": "a\0b", "csrf_token": token}

    assert client.post("/login", data=data).status_code < 500


@pytest.mark.parametrize("field", ["name", "kelurahan", "areas", "permits", "phone"])
def test_a_workshop_with_a_nul_keeps_what_was_typed(browser: FlaskClient, field: str) -> None:
    typed = {"name": "CV Baru", "city": "Klaten", "new_id": str(new_id())} | {field: "a\0b"}

    answer = send(browser, "/workshops/add", **typed)

    assert answer.status_code == 200
    assert 'value="Klaten"' in answer.text
    assert field == "phone" or NUL in answer.text


def test_a_red_tag_with_a_nul(browser: FlaskClient, workshop: Workshop) -> None:
    address = f"/workshops/{workshop.id}/red-tags/add"

    answer = send(browser, address, name="a\0b", new_id=str(new_id()))

    assert answer.status_code == 422
    assert NUL in answer.text


def test_what_no_rule_refused_gets_a_sentence(app: Flask, browser: FlaskClient) -> None:
    def ask() -> str:
        return db.session.scalars(sa.select(User.name).where(User.name == "a\0b")).one()

    app.view_functions["workshops.index"] = ask

    answer = browser.get("/workshops/")

    assert answer.status_code == 400
    assert NUL in answer.text


def test_a_document_with_a_nul(browser: FlaskClient, mentor: User, workshop: Workshop) -> None:
    document = a_document(workshop, mentor)
    body: dict[str, Any] = {
        "instrument": "5r-ikm@1",
        "type": "mentor",
        "met_with": "a\0b",
        "id": str(document.id),
    }
    body |= {"workshop": {"id": str(workshop.id), "name": workshop.name}}
    body |= {"mentor": {"id": str(mentor.id), "name": mentor.name}, "audited_on": "2026-11-24"}

    answer = put(browser, document.id, json.dumps(body), {"If-None-Match": "*"})

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid")


def test_a_number_that_no_column_holds(
    browser: FlaskClient, mentor: User, workshop: Workshop
) -> None:
    saved = stored(mentor, a_document(workshop, mentor))
    address = f"/api/v1/audits/{saved.document.id}"
    body = browser.get(address).text

    answer = put(browser, saved.document.id, body, {"If-Match": f'"{HUGE}"'})

    assert (answer.status_code, answer.get_json()["error"]) == (409, "unknown_base")
    assert browser.get(f"/audits/{saved.document.id}/versions/{HUGE}").status_code == 404
    assert browser.get(f"/actions/?page={HUGE}").status_code == 200


def put(browser: FlaskClient, audit_id: UUID, body: str, headers: dict[str, str]) -> TestResponse:
    """A document sent to the API, as a page does."""
    always = {"X-Operation": str(new_id()), "Sec-Fetch-Site": "same-origin"}
    always["Content-Type"] = "application/json"
    return browser.put(f"/api/v1/audits/{audit_id}", data=body, headers=always | headers)
