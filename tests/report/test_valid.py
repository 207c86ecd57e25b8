"""Every document of the print set is what it claims to be: PDF/A-3a and PDF/UA-1, whole."""

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from audit.report.blank_sheet import blank_sheet
from audit.report.compare import compare_page
from audit.report.environment import (
    audit_html,
    blank_sheet_html,
    comparison_html,
    poster_html,
    programme_html,
    tasks_html,
)
from audit.report.page import report_page
from audit.report.pdf import to_pdf
from audit.report.poster import poster_page
from audit.report.programme import programme_page
from audit.report.tasks import task_sheets
from tests.posters import a_blank, a_poster, a_task, five, some_tasks, to_do
from tests.programmes import to_print
from tests.report.makers import a_comparison, a_context, a_photo, the_audit
from tests.report.verapdf import faults


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One of each document, as files."""
    draft = replace(the_audit(), status="draft", revision=0, number=None, answers={})
    pages = {
        "laporan": audit_html(report_page(a_context())),
        "report": audit_html(report_page(a_context(language="en"))),
        "draf": audit_html(report_page(a_context(document=draft))),
        "perbandingan": comparison_html(compare_page(a_comparison())),
        "program": programme_html(programme_page(to_print(30))),
        "programme": programme_html(programme_page(to_print(2, "en"))),
        "papan": poster_html(poster_page(a_poster(*five()))),
        "papan-a3": poster_html(poster_page(a_poster(to_do(closed=True), paper="a3"))),
        "papan-kosong": poster_html(poster_page(a_poster(document=draft))),
        "tindakan": tasks_html(task_sheets(some_tasks(a_task(), a_task(pic="", before=())))),
        "lembar": blank_sheet_html(blank_sheet(a_blank())),
    }
    folder = tmp_path_factory.mktemp("prints")
    for name, page in pages.items():
        data = to_pdf(page, lambda sha: a_photo(), document=the_audit())
        (folder / f"{name}.pdf").write_bytes(data)
    archive = to_pdf(
        pages["laporan"],
        lambda sha: a_photo(),
        document=the_audit(),
        originals=lambda sha: a_photo(),
    )
    (folder / "arsip.pdf").write_bytes(archive)
    return sorted(folder.iterdir())


@pytest.mark.verapdf
def test_the_print_set_is_pdf_a_and_pdf_ua(prints: list[Path]) -> None:
    assert faults(prints) == []


@pytest.mark.verapdf
def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "wrong.pdf"
    file.write_bytes(to_pdf('<html lang="id"><title>x</title><h2>x</h2></html>', lambda sha: None))

    assert [fault.split()[2] for fault in faults([file])] == ["7.4.2-1"]


def test_qpdf_finds_no_fault(prints: list[Path]) -> None:
    for file in prints:
        told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=True)
        assert "No syntax or stream encoding errors found" in told.stdout


def test_all_fonts_are_embedded(prints: list[Path]) -> None:
    for file in prints:
        told = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)
        rows = told.stdout.splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows), rows
