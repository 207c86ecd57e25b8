"""The bare view stores what the app stores, so that their speeds can be compared."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import Answer, Document, canonical
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.versions import AuditVersion
from tests.bench import api
from tests.bench.bare import bare_app
from tests.bench.recorded import NEW, address, record
from tests.factories import a_document, a_workshop, log_in, stored


@pytest.fixture
def draft(people: dict[str, User]) -> Document:
    """A stored draft with a finding, which the rules have settled."""
    mentor = people["mentor"]
    rated = {"R2.1": Answer(score=1, note="Oli di lantai"), "R1.1": Answer(score=3)}
    return stored(mentor, a_document(a_workshop(mentor), mentor, answers=rated)).document


def test_the_bare_view_stores_the_same_rows(
    app: Flask, client: FlaskClient, people: dict[str, User], draft: Document, tmp_path: Path
) -> None:
    first, second = api.again(draft), api.again(draft)
    steps = record(log_in(client, people["mentor"]), db.engine, first)
    bare = bare_app(json.loads(json.dumps(steps)), app.config["DATABASE_URL"])

    answer = bare.test_client().put(
        address(second), data=canonical(second), headers=NEW | {"X-Operation": str(new_id())}
    )

    assert answer.status_code == 201
    for audit in (first, second):
        row = db.session.get_one(Audit, audit.id)
        version = db.session.get_one(AuditVersion, (audit.id, 1))
        assert (row.read(), row.version, row.found) == (audit, 1, ["R2.1"])
        assert (version.document, version.author_id) == (row.document, people["mentor"].id)


def test_what_was_measured_is_told_in_one_line() -> None:
    rounds = [api.Round([float(n) for n in range(1, 101)], 0), api.Round([50.0] * 300, 2)]

    assert api.rate(rounds) == 40.0
    assert " ".join(api.told(rounds).split()) == (
        "p50 50.0 ms p95 81.0 ms p99 97.0 ms 40/s 2 errors"
    )


def test_cookies_go_back_without_their_rules() -> None:
    assert api.set_cookies(["a=1; Path=/; HttpOnly", "b=2"]) == "a=1; b=2"
