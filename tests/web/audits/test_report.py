"""The PDF of an audit over the web: its headers, its words, and what never leaves the app."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from audit.domain.document import Answer, Document, Remarks, Signature, Signatures
from audit.extensions import photo_store
from audit.storage.accounts import User
from audit.storage.pictures import clean_jpeg
from audit.storage.workshops import Workshop
from tests.answers import HISTORY, answers
from tests.closings import NOON, a_picture, final, rated
from tests.factories import log_in, stored
from tests.histories import printed

People = dict[str, User]
PRIVATE = "bahas subsidi dengan koordinator"


@pytest.fixture
def audit(people: People, workshop: Workshop) -> Document:
    remarks = Remarks(mentor="Maju.", owner="Setuju.", private=PRIVATE)
    return final(people["mentor"], workshop, remarks=remarks).document


def test_it_opens_in_the_browser_under_a_name_to_keep(mentor: FlaskClient, audit: Document) -> None:
    answer = mentor.get(f"/audits/{audit.id}/report.pdf")

    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="laporan-5r-cv-kurnia-teknik-2026-11-24.pdf"'
    )
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_the_private_remark_stays_in_the_app(mentor: FlaskClient, audit: Document) -> None:
    data = mentor.get(f"/audits/{audit.id}/report.pdf").data

    assert "Setuju." in printed(data)
    assert PRIVATE not in printed(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        inside = pdf.attachments["audit.json"].get_file().read_bytes()
    assert b"Setuju." in inside
    assert PRIVATE.encode() not in inside


def test_a_browser_that_has_it_gets_nothing_again(mentor: FlaskClient, audit: Document) -> None:
    address = f"/audits/{audit.id}/report.pdf"
    tag = mentor.get(address).headers["ETag"]

    again = mentor.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_a_correction_and_a_language_are_other_prints(
    mentor: FlaskClient, people: People, audit: Document
) -> None:
    address = f"/audits/{audit.id}/report.pdf"
    tags = [mentor.get(address).headers["ETag"]]
    stored(people["mentor"], replace(audit, revision=2, revision_reason="salah"), 3)
    tags.append(mentor.get(address).headers["ETag"])
    with mentor.session_transaction() as kept:
        kept["language"] = "en"
    english = mentor.get(address)

    assert len({*tags, english.headers["ETag"]}) == 3
    assert "Unneeded things in the work area" in printed(english.data)


def test_a_photo_that_arrives_is_another_print(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    data = clean_jpeg(a_picture())
    sha = sha256(data).hexdigest()
    given = answers(HISTORY[4]) | {"R2.1": Answer(score=1, note="x", photos=(sha,))}
    address = f"/audits/{rated(people['mentor'], workshop, answers=given).document.id}/report.pdf"

    before = mentor.get(address)
    photo_store().put(data)
    after = mentor.get(address)

    assert "foto menunggu" in printed(before.data)
    assert "foto menunggu" not in printed(after.data)
    assert before.headers["ETag"] != after.headers["ETag"]


def test_an_archive_carries_the_stored_photos(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    data, awaited = clean_jpeg(a_picture()), "b" * 64
    sha = photo_store().put(data)
    given = answers(HISTORY[4]) | {"R2.1": Answer(score=1, note="x", photos=(sha, awaited))}
    audit = rated(people["mentor"], workshop, answers=given).document

    report = mentor.get(f"/audits/{audit.id}/report.pdf")
    archive = mentor.get(f"/audits/{audit.id}/archive.pdf")

    assert f"/audits/{audit.id}/archive.pdf" in mentor.get(f"/audits/{audit.id}").text
    assert archive.headers["ETag"] != report.headers["ETag"]
    assert "arsip-5r-cv-kurnia-teknik-2026-11-24.pdf" in archive.headers["Content-Disposition"]
    with pikepdf.open(BytesIO(archive.data)) as pdf:
        assert set(pdf.attachments) == {"audit.json", f"{sha}.jpg"}
        assert pdf.attachments[f"{sha}.jpg"].get_file().read_bytes() == data
    with pikepdf.open(BytesIO(report.data)) as pdf:
        assert set(pdf.attachments) == {"audit.json"}


def test_a_photo_that_nobody_sees_on_a_page_is_in_the_archive_once_it_arrives(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    data = clean_jpeg(a_picture())
    carried = Signatures(
        acknowledged=Signature(name="Kepala dinas", photo=sha256(data).hexdigest(), at=NOON)
    )
    audit = rated(people["mentor"], workshop, signatures=carried).document
    address = f"/audits/{audit.id}/archive.pdf"

    before = mentor.get(address).headers["ETag"]
    photo_store().put(data)

    assert mentor.get(address).headers["ETag"] != before


def test_a_draft_prints_and_says_so(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    draft = rated(people["mentor"], workshop).document

    text = printed(mentor.get(f"/audits/{draft.id}/report.pdf").data)

    assert "DRAF" in text
    assert "sementara" in text


def test_others_do_not_get_it(client: FlaskClient, people: People, audit: Document) -> None:
    other = log_in(client, people["mentor2"])

    assert other.get(f"/audits/{audit.id}/report.pdf").status_code == 404
    assert other.get(f"/audits/{audit.id}/archive.pdf").status_code == 404
