"""What the API must refuse, each with a code for programs and a sentence for people."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from werkzeug.test import TestResponse

from audit.domain.document import Answer, Document, canonical
from audit.storage.accounts import User
from tests.factories import a_document, a_workshop
from tests.web.api.calls import put, told
from tests.web.api.photos import jpeg, located, send_photo, send_piece

Ask = Callable[[FlaskClient, Document, dict[str, User]], TestResponse]


def of_schema_2(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return put(mentor, json.dumps(json.loads(canonical(draft)) | {"schema": 2}))


def with_an_unknown_item(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return put(mentor, replace(draft, answers={"R9.9": Answer(score=1)}))


def of_a_foreign_workshop(
    mentor: FlaskClient, draft: Document, people: dict[str, User]
) -> TestResponse:
    return put(mentor, a_document(a_workshop(people["mentor2"]), people["mentor"]))


def on_an_unknown_base(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    put(mentor, draft)
    return put(mentor, draft, 7)


def too_large(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return put(mentor, json.dumps({"id": str(draft.id), "pad": "x" * 3_000_000}))


def photo_of_another_hash(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return send_photo(mentor, jpeg(), "0" * 64)


def photo_with_metadata(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return send_photo(mentor, located())


def piece_from_elsewhere(mentor: FlaskClient, draft: Document, _: Any) -> TestResponse:
    return send_piece(mentor, jpeg(), 100)


@pytest.mark.parametrize(
    ("ask", "status", "code", "sentence"),
    [
        (of_schema_2, 422, "invalid", "Bentuk dokumen ini tidak dikenal."),
        (with_an_unknown_item, 422, "invalid", "Butir ini tidak ada di instrumen."),
        (of_a_foreign_workshop, 404, "not_found", "Tidak ditemukan, atau bukan usaha binaan Anda."),
        (on_an_unknown_base, 409, "unknown_base", "Versi yang disebut tidak pernah ada"),
        (too_large, 413, "too_large", "Kiriman terlalu besar."),
        (photo_of_another_hash, 422, "wrong_hash", "Isi foto tidak sama dengan namanya."),
        (photo_with_metadata, 422, "has_metadata", "Foto masih membawa data lokasi atau kamera."),
        (piece_from_elsewhere, 409, "wrong_offset", "Potongan foto tidak bersambung."),
    ],
)
def test_a_refusal_has_a_code_and_says_why(
    mentor: FlaskClient,
    draft: Document,
    people: dict[str, User],
    ask: Ask,
    status: int,
    code: str,
    sentence: str,
) -> None:
    answer = ask(mentor, draft, people)

    body = told(answer)
    said = [body["message"], *(field["message"] for field in body.get("fields", {}).values())]
    assert (answer.status_code, body["error"]) == (status, code)
    assert any(text.startswith(sentence) for text in said)
