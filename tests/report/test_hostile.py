"""Hostile texts print as text and fetch nothing, one by one and all together."""

import io
import socket
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from audit.domain.document import Answer, Document
from audit.report.environment import audit_html
from audit.report.page import report_page
from audit.report.pdf import to_pdf
from tests.report.hostile import TEXTS, Hostile
from tests.report.makers import a_context, a_photo, the_audit
from tests.report.test_pdf import text
from tests.report.verapdf import faults


def printed(note: str, code: str = "R1.1") -> bytes:
    answers = the_audit().answers | {code: Answer(score=3, note=note)}
    return of(the_audit(answers=answers, met_with=note[:120]))


def of(document: Document) -> bytes:
    page = audit_html(report_page(a_context(document=document)))
    return to_pdf(page, lambda sha: a_photo(), document=document)


def letters(words: str) -> str:
    """Without blanks, which lines break at."""
    return "".join(words.split())


def addresses(data: bytes) -> list[str]:
    """Where links of the file lead outside of it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        actions = [link.A for link in links if "/A" in link]
        return [str(action.get("/URI", "")) for action in actions if action.S != "/GoTo"]


@pytest.mark.parametrize("hostile", TEXTS, ids=lambda hostile: hostile.name)
def test_a_hostile_text_prints_and_does_nothing(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_given: Any, **_named: Any) -> None:
        raise AssertionError("it goes to the network")

    monkeypatch.setattr(socket, "socket", no_network)

    data = printed(hostile.text)

    assert letters(hostile.seen) in letters(text(data))
    assert addresses(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(pdf.attachments) == ["audit.json"]
        assert "/OpenAction" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


@pytest.mark.verapdf
def test_all_of_them_together_make_a_valid_file(tmp_path: Path) -> None:
    audit = the_audit()
    notes = dict(zip(audit.answers, (hostile.text for hostile in TEXTS), strict=False))
    answers = {code: Answer(score=3, note=note) for code, note in notes.items()}
    file = tmp_path / "hostile.pdf"
    file.write_bytes(of(the_audit(answers=audit.answers | answers)))

    assert faults([file]) == []
