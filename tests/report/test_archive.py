import io
import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pikepdf
import pytest

from audit.domain.document import Conflict, Side
from audit.report.archive import attach
from audit.report.environment import audit_html
from audit.report.page import report_page
from audit.report.pdf import to_pdf
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


def test_two_versions_of_the_private_remark_stay_inside_too() -> None:
    side = Side(value=PRIVATE, by="Mentor contoh", at=datetime(2026, 11, 24, tzinfo=UTC))
    draft = the_audit(
        status="draft", conflicts=(Conflict(path="remarks.private", sides=(side, side)),)
    )
    metadata = SimpleNamespace(attachments=[])

    attach(metadata, draft, datetime(2026, 11, 24, tzinfo=UTC))

    (attached,) = metadata.attachments
    with attached.source as (source, *_rest):
        assert PRIVATE.encode() not in source.read()
