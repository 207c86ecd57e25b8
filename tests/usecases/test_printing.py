"""The PDF of one audit, printed from what storage holds, and what it is called."""

import pytest
from sqlalchemy.orm import Session

from audit.extensions import photo_store
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases.printing import file_name, report_pdf
from tests.factories import TODAY, a_workshop
from tests.usecases.test_reports import SETTING
from tests.usecases.visits import a_visit, finished


def test_an_audit_prints_as_a_pdf_with_its_document_inside(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    saved = finished(mentor, a_visit(a_workshop(mentor), mentor, {"R2.1": 1}))
    row = session.get_one(Audit, saved.document.id)

    pdf = report_pdf(session, photo_store(), row, SETTING)

    assert pdf.startswith(b"%PDF-")
    assert b"/EmbeddedFile" in pdf


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("CV Kurnia Teknik", "cv-kurnia-teknik"),
        ("UD. Laras/Besi (contoh)", "ud-laras-besi-contoh"),
        ("../../etc/passwd", "etc-passwd"),
        ("Бубут", "bengkel"),
        ("x" * 120, "x" * 60),
    ],
)
def test_the_file_is_named_after_workshop_and_day_in_plain_letters(name: str, stem: str) -> None:
    row = Audit(workshop=Workshop(name=name), audited_on=TODAY)

    assert file_name(row) == f"laporan-5r-{stem}-2026-11-24.pdf"
