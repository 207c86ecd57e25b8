"""The door for programs: each answer of the contract, and that refused edits change nothing."""

import hashlib
import io
import json
import re
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import MAX_DOCUMENT, Answer, Carried, Document, PointSeen, canonical
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.deleting import delete
from tests.closings import complete, final
from tests.factories import a_document, a_workshop, log_in
from tests.web.api.calls import OWN, put, told

People = dict[str, User]


def test_a_new_audit_is_created(mentor: FlaskClient, draft: Document) -> None:
    answer = put(mentor, draft)

    assert answer.status_code == 201
    assert told(answer)["version"] == 1
    assert answer.headers["ETag"] == '"1"'


def test_an_edit_of_the_newest_version_is_stored(mentor: FlaskClient, draft: Document) -> None:
    put(mentor, draft)

    answer = put(mentor, msgspec.structs.replace(draft, met_with="pemilik"), 1)

    assert (answer.status_code, told(answer)["version"]) == (200, 2)
    assert told(mentor.get(f"/api/v1/audits/{draft.id}"))["met_with"] == "pemilik"


def test_the_answer_says_which_bytes_are_stored(mentor: FlaskClient, draft: Document) -> None:
    answer = put(mentor, draft)

    kept = mentor.get(f"/api/v1/audits/{draft.id}").data
    assert told(answer)["sha256"] == hashlib.sha256(kept).hexdigest()


def test_the_same_operation_is_answered_alike(mentor: FlaskClient, draft: Document) -> None:
    operation = {"X-Operation": str(new_id())}

    first, again = (put(mentor, draft, **operation) for _ in range(2))

    assert told(first)["version"] == told(again)["version"] == 1
    assert again.status_code == 200


def test_a_document_changed_by_the_rules_comes_back(mentor: FlaskClient, draft: Document) -> None:
    low = msgspec.structs.replace(draft, answers={"R2.1": Answer(score=0)})

    answer = put(mentor, low)

    assert [finding["item"] for finding in told(answer)["document"]["findings"]] == ["R2.1"]


def test_an_edit_of_an_older_version_is_merged_and_comes_back(
    mentor: FlaskClient, draft: Document
) -> None:
    put(mentor, draft)
    put(mentor, msgspec.structs.replace(draft, met_with="pemilik"), 1)

    answer = put(mentor, msgspec.structs.replace(draft, met_with="PIC", k3=False), 1)

    assert (answer.status_code, told(answer)["version"]) == (200, 3)
    assert answer.headers["ETag"] == '"3"'
    merged = told(answer)["document"]
    assert (merged["met_with"], merged["k3"]) == ("pemilik", False)
    (conflict,) = merged["conflicts"]
    assert (conflict["path"], conflict["item"]) == ("met_with", "")
    assert [(side["value"], side["by"]) for side in conflict["sides"]] == [
        ("pemilik", "Mentor contoh"),
        ("PIC", "Mentor contoh"),
    ]
    assert all(re.fullmatch(r"[0-9T:-]{19}Z", side["at"]) for side in conflict["sides"])


def test_an_edit_may_go_on_from_what_another_sent(mentor: FlaskClient, draft: Document) -> None:
    put(mentor, draft)
    put(mentor, msgspec.structs.replace(draft, met_with="pemilik"), 1)
    operation = str(new_id())
    first = msgspec.structs.replace(draft, k3=False)
    put(mentor, first, 1, **{"X-Operation": operation})

    second = msgspec.structs.replace(first, areas=("Gudang",))
    answer = put(mentor, second, 3, **{"X-Base-Operation": operation})

    merged = told(answer)["document"]
    assert (merged["met_with"], merged["k3"], merged["areas"]) == ("pemilik", False, ["Gudang"])
    assert merged["conflicts"] == []


@pytest.mark.parametrize("version", ["1", '"1"', '"1:gzip"'])
def test_the_version_may_be_given_as_the_etag_of_any_answer(
    mentor: FlaskClient, draft: Document, version: str
) -> None:
    put(mentor, draft)
    edit = msgspec.structs.replace(draft, met_with="pemilik")

    assert put(mentor, edit, 1, **{"If-Match": version}).status_code == 200


def test_a_deleted_audit_is_gone(mentor: FlaskClient, people: People, draft: Document) -> None:
    put(mentor, draft)
    with writing() as session:
        delete(session, people["mentor"], draft.id)

    for answer in (mentor.get(f"/api/v1/audits/{draft.id}"), put(mentor, draft, 1)):
        assert (answer.status_code, told(answer)["error"]) == (410, "deleted")


def test_an_edit_of_a_final_audit_is_answered_with_that_audit(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    done = final(people["mentor"], workshop)
    edit = msgspec.structs.replace(done.document, met_with="orang lain")

    for base in (1, done.version):
        answer = put(mentor, edit, base)
        assert (answer.status_code, told(answer)["error"]) == (409, "final")
        assert told(answer)["version"] == done.version
        assert told(answer)["document"] == json.loads(canonical(done.document))


def test_what_another_filled_in_is_not_stored_in_ones_name(
    mentor: FlaskClient, people: People, draft: Document
) -> None:
    answer = put(mentor, draft, **{"X-User": str(people["mentor2"].id)})

    assert (answer.status_code, told(answer)["error"]) == (401, "other_user")
    assert mentor.get(f"/api/v1/audits/{draft.id}").status_code == 404
    assert put(mentor, draft, **{"X-User": str(people["mentor"].id)}).status_code == 201


def test_a_base_that_never_was(mentor: FlaskClient, draft: Document) -> None:
    put(mentor, draft)

    answer = put(mentor, draft, 7)

    assert (answer.status_code, told(answer)["error"]) == (409, "unknown_base")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"answers": {"R1.1": {"score": 7}}}, "answers.R1.1.score", "wrong_value"),
        ({"answers": {"R1.1": {"note": "x" * 5001}}}, "answers.R1.1.note", "too_long"),
        ({"answers": {"R8.1": {"score": 1}}}, "answers.R8.1", "unknown_item"),
        ({"answers": {"R1.1": {"score": "3"}}}, "answers.R1.1.score", None),
        ({"audited_on": "24-11-2026"}, "audited_on", None),
        ({"surprise": 1}, "surprise", "unknown_field"),
        ({"met_with": "x" * 121}, "met_with", "too_long"),
    ],
)
def test_a_broken_rule_is_named_by_field_and_stores_nothing(
    mentor: FlaskClient, draft: Document, change: Any, field: str, code: str | None
) -> None:
    body = json.dumps(msgspec.to_builtins(draft) | change)

    answer = put(mentor, body)

    assert (answer.status_code, told(answer)["error"]) == (422, "invalid")
    assert field in told(answer)["fields"]
    assert code in (None, told(answer)["fields"][field]["code"])
    assert told(answer)["fields"][field]["message"]
    assert mentor.get(f"/api/v1/audits/{draft.id}").status_code == 404


@pytest.mark.parametrize(
    ("body", "headers", "status", "error"),
    [
        ("{", {}, 400, "bad_request"),
        (None, {"Content-Type": "text/plain"}, 415, "unsupported_type"),
        (None, {"X-Operation": "tidak-jelas"}, 400, "bad_request"),
        (None, {"X-Base-Operation": "tidak-jelas"}, 400, "bad_request"),
        (None, {"If-Match": "abc", "If-None-Match": ""}, 400, "bad_request"),
    ],
)
def test_what_can_not_be_read_is_refused(
    mentor: FlaskClient,
    draft: Document,
    body: str | None,
    headers: dict[str, str],
    status: int,
    error: str,
) -> None:
    address = {"address": f"/api/v1/audits/{draft.id}"}

    answer = put(mentor, body or canonical(draft), **headers, **address)

    assert (answer.status_code, told(answer)["error"]) == (status, error)


@pytest.mark.parametrize("depth", [400, 5_000])
def test_nesting_without_end_is_refused(mentor: FlaskClient, draft: Document, depth: int) -> None:
    deep = '{"a":' * depth + "1" + "}" * depth
    body = canonical(draft).decode().replace('"conflicts":[]', f'"conflicts":[{deep}]')

    answer = put(mentor, body, address=f"/api/v1/audits/{draft.id}")

    assert answer.status_code in (400, 422)


def test_a_document_under_another_address_is_refused(mentor: FlaskClient, draft: Document) -> None:
    answer = put(mentor, draft, address=f"/api/v1/audits/{new_id()}")

    assert answer.status_code == 400


def test_too_large_a_body_is_refused(mentor: FlaskClient, draft: Document) -> None:
    body = json.dumps({"id": str(draft.id), "pad": "x" * 3_000_000})

    assert put(mentor, body).status_code == 413


def test_without_a_log_in_the_answer_is_json(client: FlaskClient, draft: Document) -> None:
    answer = put(client, draft)

    assert (answer.status_code, told(answer)["error"]) == (401, "login_needed")


def test_another_mentors_audit_is_not_found(
    app: Flask, mentor: FlaskClient, people: People, draft: Document
) -> None:
    put(mentor, draft)
    other = log_in(app.test_client(), people["mentor2"])

    assert other.get(f"/api/v1/audits/{draft.id}").status_code == 404
    assert put(other, draft, 1).status_code == 404
    assert told(put(other, draft, 1))["error"] == "not_found"


def test_a_workshop_that_is_not_mine_is_not_found(mentor: FlaskClient, people: People) -> None:
    foreign = a_workshop(people["mentor2"])

    assert put(mentor, a_document(foreign, people["mentor"])).status_code == 404


def test_a_body_without_a_stated_length_is_not_read_without_end(
    mentor: FlaskClient, draft: Document
) -> None:
    answer = mentor.put(
        f"/api/v1/audits/{draft.id}",
        input_stream=io.BytesIO(b"x" * (MAX_DOCUMENT + 1)),
        headers=OWN | {"X-Operation": str(new_id()), "If-None-Match": "*"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert (answer.status_code, told(answer)["error"]) == (413, "too_large")


def test_a_recheck_is_stored_and_ended_without_a_sheet(
    mentor: FlaskClient, draft: Document
) -> None:
    point = PointSeen(point=new_id(), name="Rak alat", photos=("a" * 64,))
    recheck = msgspec.structs.replace(draft, type="recheck", answers={}, points=(point,))
    assert put(mentor, recheck).status_code == 201

    answer = put(mentor, msgspec.structs.replace(recheck, status="final"), 1)

    assert answer.status_code == 200
    assert told(answer)["document"]["number"].startswith("CEK-")


def test_a_recheck_with_a_sheet_is_refused(mentor: FlaskClient, draft: Document) -> None:
    rated = {"R1.1": Answer(score=1)}

    answer = put(mentor, msgspec.structs.replace(draft, type="recheck", answers=rated))

    assert answer.status_code == 422
    assert told(answer)["fields"]["answers"]["code"] == "not_in_recheck"


def test_an_earlier_action_without_proof_is_named_among_what_is_missing(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    action = final(people["mentor"], workshop).document.findings[0].id
    draft = complete(people["mentor"], workshop)
    done = (Carried(action=action, found="selesai"),)
    asked = msgspec.structs.replace(draft.document, carried=done, status="final")

    answer = told(put(mentor, asked, draft.version))

    assert answer["fields"] == {f"carried.{action}": {"code": "carried_proof"}}
    assert answer["missing"] == [
        {"kind": "carried_proof", "item": None, "finding": None, "action": str(action)}
    ]
