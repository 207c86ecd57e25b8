"""Red tags of tablets: stored once, whatever comes twice, late, or from two of them."""

import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.red_tags import RedTag
from audit.storage.workshops import Workshop
from audit.usecases.red_tags import reopen
from tests.factories import TODAY, a_workshop, log_in
from tests.tags import a_tag
from tests.web.api.calls import OWN, told
from tests.web.api.photos import jpeg, name_of, send_photo

pytestmark = pytest.mark.usefixtures("on_the_day")
People = dict[str, User]
HOSTILE = "<script>alert(1)</script>\"'& \u202e ' OR 1=1; --"


def a_document(workshop: Workshop, **changes: Any) -> dict[str, Any]:
    document = {
        "type": "red_tag",
        "id": str(new_id()),
        "workshop": {"id": str(workshop.id), "name": workshop.name},
        "tagged_on": "2026-11-20",
        "name": "Mesin bor duduk",
        "quantity": "1 unit",
        "area": "Produksi",
        "reason": "rusak",
        "photo": None,
        "decision": None,
        "decided_on": None,
        "note": "",
    }
    return document | changes


def decided(document: dict[str, Any], word: str, note: str = "") -> dict[str, Any]:
    return document | {"decision": word, "decided_on": str(TODAY), "note": note}


def put(client: FlaskClient, document: Any, **headers: str) -> TestResponse:
    """PUT a tag as our own page would."""
    body = document if isinstance(document, str) else json.dumps(document)
    key = json.loads(body)["id"] if body.startswith('{"type"') else new_id()
    sent = OWN | {"X-Operation": str(new_id())} | headers
    return client.put(f"/api/v1/red-tags/{key}", data=body, headers=sent)


def stored(session: Session, document: dict[str, Any]) -> RedTag:
    session.rollback()
    return session.get_one(RedTag, UUID(document["id"]))


def test_a_new_tag_is_stored_with_the_next_number(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    a_tag(workshop, people["mentor"], number=7)
    document, operation = a_document(workshop), str(new_id())

    answer = put(mentor, document, **{"X-Operation": operation})

    body = told(answer)
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    assert (body["id"], body["version"], body["operation"]) == (document["id"], 1, operation)
    tag = stored(session, document)
    assert (tag.number, tag.name, tag.tagged_by_id) == (8, "Mesin bor duduk", people["mentor"].id)
    assert (tag.decision, tag.decided_on, tag.note) == (None, None, "")


def test_a_replay_never_writes_over_what_came_after(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    document = a_document(workshop)
    put(mentor, document)
    with writing() as writer:
        writer.get_one(RedTag, UUID(document["id"])).name = "Mesin bor besar"

    again = put(mentor, document)

    assert again.status_code == 200
    session.rollback()
    assert [(t.number, t.name) for t in session.query(RedTag)] == [(1, "Mesin bor besar")]


def test_one_sending_brings_tag_and_decision(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    document = decided(a_document(workshop), "jual", "ke pengepul")

    assert put(mentor, document).status_code == 201

    tag = stored(session, document)
    assert (tag.decision, tag.decided_on, tag.note) == ("jual", TODAY, "ke pengepul")
    assert tag.decided_by_id == people["mentor"].id


def test_a_decision_that_was_taken_back_does_not_return_with_a_replay(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    document = decided(a_document(workshop), "jual")
    operation = {"X-Operation": str(new_id())}
    put(mentor, document, **operation)
    with writing() as writer:
        reopen(writer, people["mentor"], workshop.id, UUID(document["id"]), "Pembeli batal.")

    again = put(mentor, document, **operation)

    assert again.status_code == 200
    assert stored(session, document).decision is None
    assert put(mentor, document).status_code == 200  # a new one decides
    assert stored(session, document).decision == "jual"


def test_of_two_tablets_the_later_one_is_told_what_was_decided(
    app: Flask, mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    document = a_document(workshop)
    put(mentor, document)
    other = log_in(app.test_client(), people["coordinator"])
    put(other, decided(document, "jual", "ke Pak Budi"))

    answer = put(mentor, decided(document, "buang", "berkarat"))

    body = told(answer)
    assert (answer.status_code, body["error"], body["version"]) == (409, "decided", 1)
    assert body["message"] == "Barang ini sudah diputuskan: jual, 24 November 2026."
    assert (body["document"]["decision"], body["document"]["note"]) == ("jual", "ke Pak Budi")
    tag = stored(session, document)
    assert (tag.decision, tag.note) == ("jual", "ke Pak Budi")


def test_two_tablets_that_agree_both_keep_their_words(
    app: Flask, mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    document = decided(a_document(workshop), "jual", "ke Pak Budi")
    mine = decided(document, "jual", "dua juta")
    put(log_in(app.test_client(), people["coordinator"]), document)

    assert [put(mentor, mine).status_code for _ in range(2)] == [200, 200]
    assert stored(session, document).note == "ke Pak Budi\ndua juta"


def test_the_photo_may_come_after_its_tag(
    app: Flask, mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    sha = name_of(jpeg())
    address = f"/workshops/{workshop.id}/red-tags/"
    assert put(mentor, a_document(workshop, photo=sha)).status_code == 201
    assert "foto menunggu" in mentor.get(address).text

    send_photo(mentor, jpeg())

    assert "foto menunggu" not in mentor.get(address).text
    other = log_in(app.test_client(), people["coordinator"])
    assert other.get(f"/api/v1/photos/{sha}").status_code == 200


def test_what_people_typed_is_kept_and_shown_as_they_typed_it(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    texts = dict.fromkeys(("name", "quantity", "area", "reason"), HOSTILE)
    document = decided(a_document(workshop, **texts), "jual", HOSTILE)

    assert put(mentor, document).status_code == 201

    tag = stored(session, document)
    assert {tag.name, tag.quantity, tag.area, tag.reason, tag.note} == {HOSTILE}
    page = mentor.get(f"/workshops/{workshop.id}/red-tags/{tag.id}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_names_are_tidied_as_the_form_does(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    document = a_document(workshop, name="  Mesin \n bor ", area=" Gudang  alat")

    put(mentor, document)

    assert (stored(session, document).name, stored(session, document).area) == (
        "Mesin bor",
        "Gudang alat",
    )


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": "x" * 121}, "name", "too_long"),
        ({"reason": "x" * 5001}, "reason", "too_long"),
        ({"name": " "}, "name", "missing"),
        ({"tagged_on": "2026-12-24"}, "tagged_on", "not_yet"),
        ({"decision": "jual", "decided_on": "2026-01-01"}, "decided_on", "before_tag"),
        ({"decision": "simpan"}, "decision", "wrong_value"),
        ({"number": 1}, "number", "unknown_field"),
    ],
)
def test_a_broken_rule_is_told_by_field_and_nothing_is_stored(
    mentor: FlaskClient, workshop: Workshop, session: Session, changes: Any, field: str, code: str
) -> None:
    answer = put(mentor, a_document(workshop, **changes))

    fields = told(answer)["fields"]
    assert (answer.status_code, list(fields)) == (422, [field])
    assert fields[field]["code"] == code and fields[field]["message"].endswith(".")
    assert session.query(RedTag).count() == 0


def test_what_is_no_tag_at_all_is_refused(mentor: FlaskClient, workshop: Workshop) -> None:
    document = a_document(workshop)
    other = {"X-Operation": "keine"}
    plain = {"Content-Type": "text/plain"}

    assert put(mentor, "{").status_code == 400
    assert put(mentor, "[]").status_code == 422
    assert put(mentor, document, **other).status_code == 400
    assert put(mentor, document, **plain).status_code == 415
    assert put(mentor, document | {"note": "x" * 200_000}).status_code == 413
    body = json.dumps(document)
    elsewhere = mentor.put(f"/api/v1/red-tags/{new_id()}", data=body, headers=OWN | other)
    assert elsewhere.status_code == 400


def test_only_a_page_of_this_server_sends(mentor: FlaskClient, workshop: Workshop) -> None:
    answer = put(mentor, a_document(workshop), **{"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, told(answer)["error"]) == (403, "origin")


def test_without_a_log_in_and_in_anothers_name_nothing_is_stored(
    client: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    lost = put(client, a_document(workshop))
    log_in(client, people["mentor"])
    other = put(client, a_document(workshop), **{"X-User": str(people["mentor2"].id)})

    assert (lost.status_code, told(lost)["error"]) == (401, "login_needed")
    assert (other.status_code, told(other)["error"]) == (401, "other_user")
    assert session.query(RedTag).count() == 0


def test_who_is_let_in_no_more_stores_nothing(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    with writing() as writer:
        writer.get_one(User, people["mentor"].id).active = False

    assert put(mentor, a_document(workshop)).status_code == 401
    assert session.query(RedTag).count() == 0


def test_the_workshop_of_another_mentor_is_not_there(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    foreign = a_workshop(people["mentor2"])
    theirs = a_tag(foreign, people["mentor2"])
    own_name = a_document(workshop, id=str(theirs.id))

    for document in (a_document(foreign), decided(own_name, "buang")):
        answer = put(mentor, document)
        assert (answer.status_code, told(answer)["error"]) == (404, "not_found")

    session.rollback()
    assert [(t.id, t.decision) for t in session.query(RedTag)] == [(theirs.id, None)]
