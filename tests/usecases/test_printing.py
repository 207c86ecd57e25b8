"""The PDF of one audit, printed from what storage holds, and what it is called."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from audit.extensions import photo_store
from audit.report.job import Job
from audit.report.presses import Presses
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.pictures import clean_jpeg
from audit.storage.prints import PrintShelf
from audit.storage.workshops import Workshop
from audit.usecases.printing import Printer, archived, file_name, printable, report_pdf
from tests.closings import a_picture
from tests.factories import TODAY, a_workshop
from tests.report.makers import the_audit
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


@pytest.fixture
def printer(app: Flask, tmp_path: Path) -> Printer:
    return Printer(photo_store(), Presses(), PrintShelf(tmp_path / "prints"))


def a_job(html: str = "<p>satu</p>", **changes: Any) -> Job:
    return replace(printable(photo_store(), html, SETTING), **changes)


def test_an_edition_names_all_that_a_print_shows(printer: Printer, tmp_path: Path) -> None:
    logo, other = tmp_path / "logo.png", tmp_path / "other.png"
    logo.write_bytes(b"one")
    other.write_bytes(b"two")
    jobs = [
        a_job(),
        a_job("<p>dua</p>"),
        a_job(language="en"),
        a_job(logo=logo),
        a_job(logo=other),
        a_job(document=the_audit()),
    ]

    editions = [printer.edition(job) for job in jobs]

    assert len(set(editions)) == len(jobs)
    assert printer.edition(a_job()) == editions[0]


def test_an_archive_is_another_edition(printer: Printer) -> None:
    job = a_job(document=the_audit())

    assert printer.edition(archived(job, photo_store())) != printer.edition(job)


def test_a_photo_that_arrives_makes_another_edition(printer: Printer) -> None:
    data = clean_jpeg(a_picture())
    job = a_job(f'<img src="app:photo/{sha256(data).hexdigest()}" alt="x">')

    before = printer.edition(job)
    photo_store().put(data)

    assert printer.edition(job) != before


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
    assert file_name(row, "arsip") == f"arsip-5r-{stem}-2026-11-24.pdf"
