"""The page for what a tablet saved to a file: what became of each audit, in words."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from msgspec.structs import replace
from werkzeug.test import TestResponse

from audit.domain.document import Answer, Document
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.rescue import RescueError
from audit.storage.workshops import Workshop
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    FinalError,
    UnknownBaseError,
)
from audit.web.rescue import reasons, sentences
from tests.factories import a_document, csrf_token, log_in, stored
from tests.rescues import LIST, a_file, an_entry, zipped
from tests.tags import a_tag
from tests.web.api.photos import jpeg, located, name_of

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


def hand_in(client: FlaskClient, data: bytes | None, **more: Any) -> TestResponse:
    fields = {"csrf_token": csrf_token(client.get("/rescue").text)} | more
    if data is not None:
        fields["file"] = (io.BytesIO(data), "antrean.zip")
    return client.post("/rescue", data=fields)


def states(page: str) -> list[str]:
    return re.findall(r'data-state="(\w+)"', page)


def words(page: str) -> str:
    """The text of a page, white space evened out."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.fixture
def draft(people: People, workshop: Workshop) -> Document:
    return a_document(workshop, people["mentor"], answers={"R1.1": Answer(score=3)})


@pytest.fixture
def office(app: Flask, people: People) -> FlaskClient:
    return log_in(app.test_client(), people["coordinator"])


def test_the_page_asks_for_a_file(office: FlaskClient) -> None:
    answer = office.get("/rescue")

    assert answer.status_code == 200
    assert 'enctype="multipart/form-data"' in answer.text
    assert 'type="file"' in answer.text
    assert "Isi berkas ini" not in answer.text


def test_what_became_of_each_audit_is_said(
    office: FlaskClient, people: People, workshop: Workshop, draft: Document
) -> None:
    wrong = a_document(workshop, people["mentor"], answers={"R9.9": Answer(score=1)})
    unfinished = a_document(workshop, people["mentor"], status="final", revision=1)
    entries = [an_entry(document) for document in (draft, wrong, unfinished)]
    hand_in(office, a_file(entries[0]))

    answer = hand_in(office, a_file(*entries, an_entry(replace(draft, id=draft.mentor.id))))

    assert answer.status_code == 200
    assert states(answer.text) == ["known", "refused", "draft", "stored"]
    said = words(answer.text)
    assert "Dari Tablet 7, Mentor contoh, disimpan 24 Nov 2026, 10.42." in said
    assert "R9.9: Butir ini tidak ada di instrumen." in said
    for word in ("sudah ada", "ditolak", "tersimpan sebagai draf", "tersimpan"):
        assert f" {word} " in said
    assert f'href="/audits/{draft.id}"' in answer.text
    assert "24 November 2026" in said


def test_a_file_twice_is_the_same_as_once(office: FlaskClient, draft: Document) -> None:
    data = a_file(an_entry(draft))

    first, again = hand_in(office, data), hand_in(office, data)

    assert states(first.text) == ["stored"]
    assert states(again.text) == ["known"]


def test_conflicts_and_photos_are_said(
    office: FlaskClient, people: People, draft: Document
) -> None:
    saved = stored(people["mentor"], draft)
    stored(people["mentor"], replace(saved.document, met_with="pemilik"), saved.version)
    answers = {"R1.1": Answer(score=3, photos=("0" * 64,))}
    edited = replace(saved.document, met_with="PIC 5R", answers=answers)

    page = hand_in(office, a_file(an_entry(edited, saved.version), photos=[jpeg(), located()])).text

    said = words(page)
    assert "1 isian berbeda dari yang di server." in said
    assert "1 foto belum ada di server." in said
    assert "1 foto ada di server." in said
    assert "1 foto ditolak" in said
    assert "Foto masih membawa data lokasi atau kamera." in said
    assert f"foto/{name_of(located())}.jpg" in said


def test_a_file_without_audits_is_said_to_be_empty(office: FlaskClient) -> None:
    assert "Tidak ada audit yang menunggu di tablet itu." in hand_in(office, a_file()).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "Pilih berkasnya dulu."),
        (b"words", "Berkas ini rusak."),
        (zipped({LIST: b"{"}), "Berkas ini rusak."),
        (zipped({"x": b""}), "Ini bukan berkas antrean."),
        (zipped({LIST: b"{}", "../x": b""}), "Ini bukan berkas antrean."),
    ],
)
def test_a_file_that_is_refused_is_refused_with_a_sentence(
    office: FlaskClient, data: bytes | None, sentence: str
) -> None:
    answer = hand_in(office, data)

    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert states(answer.text) == []


def test_every_reason_has_a_sentence(app: Flask) -> None:
    codes = RescueError.__init__.__annotations__["code"].__args__
    with app.test_request_context():
        assert set(codes) == sentences().keys()
        assert all(text.endswith(".") for text in sentences().values())


def test_each_refusal_has_a_sentence_of_its_own(app: Flask, draft: Document) -> None:
    errors = [
        UnknownBaseError(7),
        FinalError(draft.id),
        DeletedError(draft.id),
        BlockedError([]),
    ]
    with app.test_request_context():
        said = [reasons(error) for error in errors]

    assert all(len(found) == 1 and found[0].endswith(".") for found in said)
    assert len({found[0] for found in said}) == len(errors)


def test_a_file_needs_the_token_of_the_page(office: FlaskClient, draft: Document) -> None:
    assert hand_in(office, a_file(an_entry(draft)), csrf_token="x").status_code == 400


def test_a_file_needs_a_log_in(client: FlaskClient) -> None:
    assert client.get("/rescue").status_code == 302


def test_a_mentor_brings_in_what_he_may_see_and_no_more(
    app: Flask, mentor: FlaskClient, people: People, draft: Document
) -> None:
    other = log_in(app.test_client(), people["mentor2"])

    assert states(hand_in(other, a_file(an_entry(draft))).text) == ["refused"]
    assert states(hand_in(mentor, a_file(an_entry(draft))).text) == ["stored"]


def test_what_a_file_says_is_shown_as_text(office: FlaskClient, draft: Document) -> None:
    entry = an_entry(draft)
    entry["document"]["workshop"]["name"] = "<b>x</b>"
    entry["document"]["answers"] = {"<i>": {}}

    page = hand_in(office, a_file(entry)).text

    assert "&lt;b&gt;x" in page
    assert "<i>" not in page


def test_a_red_tag_is_told_by_its_name_and_leads_to_its_page(
    office: FlaskClient, people: People, workshop: Workshop
) -> None:
    place = {"id": str(workshop.id), "name": workshop.name}
    tag = {"type": "red_tag", "workshop": place, "tagged_on": "2026-11-20", "name": "Kipas angin"}
    new = tag | {"id": str(new_id()), "photo": "0" * 64}
    sold = a_tag(workshop, people["mentor"], decision="jual")
    late = tag | {"id": str(sold.id), "decision": "buang", "decided_on": "2026-11-24"}

    page = hand_in(office, a_file(an_entry(new), an_entry(late))).text

    assert states(page) == ["stored", "refused"]
    assert f'href="/workshops/{workshop.id}/red-tags/{new["id"]}"' in page
    said = words(page)
    assert "Kipas angin · label merah · CV Kurnia Teknik" in said
    assert "1 foto belum ada di server." in said
    assert "Barang ini sudah diputuskan: jual, 24 November 2026." in said
