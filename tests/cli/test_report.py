"""`audit report`: one PDF into the file asked for, or one line that says why not."""

from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from audit import extensions
from audit.cli import report
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases.deleting import delete
from tests.cli.conftest import Audit
from tests.factories import a_document, a_workshop, stored


@pytest.fixture
def mentor(people: dict[str, User]) -> User:
    return people["mentor"]


@pytest.fixture
def audit_id(mentor: User) -> UUID:
    return stored(mentor, a_document(a_workshop(mentor), mentor)).document.id


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "cetak"
    folder.mkdir()
    return folder / "laporan.pdf"


def test_an_audit_is_printed_into_the_file(audit: Audit, audit_id: UUID, out: Path) -> None:
    outcome = audit("report", audit_id, "--out", out)

    assert (outcome.status, outcome.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_language_can_be_chosen(
    audit: Audit, audit_id: UUID, out: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "report_pdf", lambda *given: given[-1].language.encode())

    audit("report", audit_id, "--out", out, "--language", language)

    assert out.read_text() == language


def test_an_unknown_audit_is_refused(audit: Audit, people: dict[str, User], out: Path) -> None:
    missing = new_id()

    outcome = audit("report", missing, "--out", out)

    assert outcome.refused
    assert str(missing) in outcome.err
    assert not out.exists()


def test_a_deleted_audit_is_unknown(audit: Audit, mentor: User, audit_id: UUID, out: Path) -> None:
    with writing() as session:
        delete(session, mentor, audit_id)

    assert audit("report", audit_id, "--out", out).refused


def test_a_missing_folder_is_refused_before_anything_is_printed(
    audit: Audit, audit_id: UUID, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "report_pdf", pytest.fail)

    outcome = audit("report", audit_id, "--out", out.parent / "tidak-ada" / "x.pdf")

    assert outcome.refused
    assert "tidak-ada" in outcome.err
    assert not (out.parent / "tidak-ada").exists()


def test_a_file_that_can_not_be_written_is_said(
    audit: Audit, audit_id: UUID, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "report_pdf", lambda *_given: b"%PDF-")

    outcome = audit("report", audit_id, "--out", out.parent)

    assert outcome.refused
    assert str(out.parent) in outcome.err


@pytest.mark.parametrize(
    "arguments", [["x", "--out", "x.pdf"], [new_id()], ["--out", "x.pdf"], [new_id(), "--out"]]
)
def test_wrong_arguments_are_refused(audit: Audit, arguments: list[object]) -> None:
    assert audit("report", *arguments).refused


def test_an_empty_database_has_no_audits(app: Flask, audit: Audit, out: Path) -> None:
    extensions.alembic.downgrade("base")

    assert audit("report", new_id(), "--out", out).refused


def test_a_recheck_has_no_report(audit: Audit, mentor: User, out: Path) -> None:
    document = a_document(a_workshop(mentor), mentor, type="recheck")
    recheck = stored(mentor, document).document.id

    outcome = audit("report", recheck, "--out", out)

    assert outcome.status == 2 and "is a re-check" in outcome.err
    assert not out.exists()
