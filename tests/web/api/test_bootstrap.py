"""The door to what a tablet takes along: packed, and only when something changed."""

import gzip
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.closings import final
from tests.factories import log_in
from tests.web.api.calls import put, told

ADDRESS = "/api/v1/bootstrap"
pytestmark = pytest.mark.usefixtures("on_the_day")


def test_a_tablet_takes_along_workshops_and_drafts(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop, draft: Document
) -> None:
    final(people["mentor"], workshop)
    put(mentor, draft)

    got = told(mentor.get(ADDRESS))

    assert list(got) == [
        *("schema", "user", "today", "timezone", "target", "instruments", "workshops", "drafts"),
    ]
    assert (got["today"], got["timezone"]) == ("2026-11-24", "Asia/Jakarta")
    assert got["workshops"][0]["last"]["total"] == "55.0"
    assert [entry["document"]["id"] for entry in got["drafts"]] == [str(draft.id)]


def test_it_is_not_sent_again_until_something_changes(mentor: FlaskClient, draft: Document) -> None:
    known = {"If-None-Match": mentor.get(ADDRESS).headers["ETag"]}

    same = mentor.get(ADDRESS, headers=known)
    put(mentor, draft)
    other = mentor.get(ADDRESS, headers=known)

    assert (same.status_code, same.data) == (304, b"")
    assert other.status_code == 200
    assert other.headers["ETag"] != known["If-None-Match"]


def test_browsers_that_unpack_are_spared_too(mentor: FlaskClient, draft: Document) -> None:
    put(mentor, draft)
    packed = {"Accept-Encoding": "gzip"}

    first = mentor.get(ADDRESS, headers=packed)
    again = mentor.get(ADDRESS, headers=packed | {"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(first.data))["drafts"]
    assert again.status_code == 304


def test_nobody_else_keeps_it(mentor: FlaskClient) -> None:
    assert mentor.get(ADDRESS).headers["Cache-Control"] == "no-store"


def test_two_users_get_two_states(app: Flask, mentor: FlaskClient, people: dict[str, User]) -> None:
    other = log_in(app.test_client(), people["mentor2"])

    assert mentor.get(ADDRESS).headers["ETag"] != other.get(ADDRESS).headers["ETag"]


def test_who_logged_in_after_is_not_taken_for_who_is_meant(
    mentor: FlaskClient, people: dict[str, User]
) -> None:
    answer = mentor.get(ADDRESS, headers={"X-User": str(people["mentor2"].id)})

    assert (answer.status_code, told(answer)["error"]) == (401, "other_user")


def test_it_needs_a_log_in(client: FlaskClient) -> None:
    assert told(client.get(ADDRESS))["error"] == "login_needed"
