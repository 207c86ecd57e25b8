import io
import json
from hashlib import sha256

import pikepdf
import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, Signatures
from audit.domain.public import fingerprint, grouped
from audit.report.environment import audit_html
from audit.report.page import report_page
from audit.report.pdf import to_pdf
from tests.histories import printed as text_of
from tests.report.makers import PRIVATE, a_context, a_photo, the_audit


@pytest.fixture(scope="module")
def printed() -> pikepdf.Pdf:
    html = audit_html(report_page(a_context()))
    data = to_pdf(html, lambda sha: a_photo(), document=the_audit())
    return pikepdf.open(io.BytesIO(data))


def test_the_file_says_that_it_follows_both_standards(printed: pikepdf.Pdf) -> None:
    with printed.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Laporan audit 5R ke-5: CV Kurnia Teknik"
    assert printed.Root.Lang == "id"


def test_the_document_is_inside_without_its_private_remark(printed: pikepdf.Pdf) -> None:
    inside = printed.attachments["audit.json"].get_file().read_bytes()

    assert json.loads(inside)["remarks"] == {
        "mentor": "Kemajuan nyata.",
        "owner": "Minta contoh.",
        "private": "",
    }
    assert PRIVATE.encode() not in inside


def test_the_fingerprint_of_what_is_inside_is_in_the_metadata(printed: pikepdf.Pdf) -> None:
    inside = printed.attachments["audit.json"].get_file().read_bytes()

    with printed.open_metadata() as metadata:
        assert metadata["{urn:audit-5r:}sha256"] == sha256(inside).hexdigest()
        assert sha256(inside).hexdigest() == fingerprint(the_audit())


def test_it_is_printed_at_the_end_and_can_be_read_back() -> None:
    document = the_audit()
    data = to_pdf(audit_html(report_page(a_context())), lambda sha: a_photo(), document=document)
    with pikepdf.open(io.BytesIO(data)) as whole:
        last = pikepdf.new()
        last.pages.append(whole.pages[-1])
        end = io.BytesIO()
        last.save(end)

    assert f"Sidik data: {grouped(fingerprint(document))}" in text_of(end.getvalue())


def test_what_carries_no_document_has_no_fingerprint() -> None:
    data = to_pdf('<html lang="id"><title>x</title><h1>x</h1></html>', lambda sha: None)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.attachments
        assert b"<audit5r:" not in pdf.Root.Metadata.read_bytes()


def test_an_archive_has_the_stored_photos_byte_for_byte() -> None:
    one, two, away = "0" * 64, "f" * 64, "e" * 64
    document = replace(
        the_audit(), answers={"R1.1": Answer(photos=(one, two, away))}, signatures=Signatures()
    )
    stored = {one: a_photo(), two: b"two"}

    data = to_pdf("<h1>x</h1>", stored.get, document=document, originals=stored.get)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        files = {name: spec.get_file() for name, spec in pdf.attachments.items()}
        relations = {name: str(spec.obj.AFRelationship) for name, spec in pdf.attachments.items()}
        assert list(files) == [f"{one}.jpg", "audit.json", f"{two}.jpg"]
        assert files[f"{one}.jpg"].read_bytes() == a_photo()
        assert files[f"{two}.jpg"].mime_type == "image/jpeg"
        assert set(relations.values()) == {"/Source", "/Supplement"}
        assert relations["audit.json"] == "/Source"


def test_an_archive_prints_the_same_bytes_again() -> None:
    document = replace(the_audit(), answers={"R1.1": Answer(photos=("0" * 64, "f" * 64))})

    def once() -> bytes:
        return to_pdf(
            "<h1>x</h1>", lambda sha: None, document=document, originals=lambda sha: sha.encode()
        )

    assert once() == once()
