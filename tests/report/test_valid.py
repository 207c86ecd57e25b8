"""Every document of the print set is what it claims to be: PDF/A-3a and PDF/UA-1, whole."""

import subprocess
from pathlib import Path

import pytest

from audit.report.pdf import to_pdf
from tests.report.makers import a_photo, the_audit
from tests.report.print_set import PRINTS
from tests.report.verapdf import faults


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One of each document, as files."""
    folder = tmp_path_factory.mktemp("prints")
    for name, one in PRINTS.items():
        (folder / f"{name}.pdf").write_bytes(one.pdf())
    archive = to_pdf(
        PRINTS["report"].html(),
        lambda sha: a_photo(),
        document=the_audit(),
        originals=lambda sha: a_photo(),
    )
    (folder / "archive.pdf").write_bytes(archive)
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
