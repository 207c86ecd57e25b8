import io
import subprocess
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from audit.domain.document import Answer, WorkshopRef
from audit.report.compare import compare_page
from audit.report.environment import audit_html, comparison_html
from audit.report.page import report_page
from audit.report.pdf import PrintError, to_pdf, warm
from tests.report.makers import PRIVATE, a_comparison, a_context, a_hash, a_photo, the_audit

HOSTILE = (
    '</p><script>alert(1)</script><img src="file:///etc/passwd">'
    '<link rel=attachment href="file:///etc/passwd"><style>@import "http://127.0.0.1:9/x"</style>'
)


def pdf(**changes: Any) -> bytes:
    context = a_context(**changes)
    html = audit_html(report_page(context))
    return to_pdf(html, lambda sha: a_photo(), language=context.language)


def text(data: bytes, *options: str) -> str:
    """The text as a reader of the file gets it, on one line."""
    command = ["pdftotext", *options, "-", "-"]
    shown = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    return " ".join(shown.decode().split())


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf()


def test_page_one_tells_the_whole_story(report: bytes) -> None:
    first = text(report, "-l", "1")

    assert "55,0" in first
    assert "naik 7,9 dari audit lalu (47,1)" in first
    assert "naik 28,6 dari acuan awal (25,2 menjadi 53,8 pada 34 butir yang sama)" in first
    assert "Temuan kritis K3.4." in first
    assert "Lima tindakan sampai kunjungan berikutnya, 22 Desember 2026" in first
    assert "Bila kelimanya selesai, skor diperkirakan menjadi 60,7." in first
    assert "Mengetahui" in first
    assert "Halaman 1 dari" in first


def test_page_one_is_one_page(report: bytes) -> None:
    assert "Tindakan dari audit lalu" in text(report, "-f", "2", "-l", "2")


def test_page_one_stays_one_page_with_much_to_say() -> None:
    audit = the_audit(workshop=WorkshopRef(id=the_audit().id, name="Karya Mandiri " * 8))
    long = tuple(
        replace(f, text="kata panjang " * 300, action=replace(f.action, text="kerjakan ini " * 300))
        for f in audit.findings
    )
    criticals = {code: Answer(score=0) for code in ("K3.1", "K3.5", "K3.6")}
    document = replace(audit, findings=long, answers=audit.answers | criticals)

    data = pdf(document=document, address="Jalan Ring Road Utara Nomor 123, Surakarta " * 2)

    assert "Mengetahui" in text(data, "-l", "1")
    assert "Tindakan dari audit lalu" in text(data, "-f", "2", "-l", "2")


def test_the_private_remark_is_not_printed(report: bytes) -> None:
    assert "Kemajuan nyata." in text(report)
    assert PRIVATE not in text(report)


def test_every_font_is_embedded_and_no_other_is_used(report: bytes) -> None:
    fonts = subprocess.run(["pdffonts", "-"], input=report, capture_output=True, check=True).stdout
    rows = fonts.decode().splitlines()[2:]

    assert rows
    assert all("Plus-Jakarta" in row or "Noto-Emoji" in row for row in rows)
    assert all(row.split()[-5] == "yes" for row in rows)


def test_no_text_is_smaller_than_half_past_nine_points(report: bytes) -> None:
    assert min(sizes(report)) >= 9.4


def sizes(data: bytes) -> Iterator[float]:
    """Font sizes of all text on page one, in points."""
    printed = pikepdf.open(io.BytesIO(data))
    scale, outer = 1.0, []
    for instruction in pikepdf.parse_content_stream(printed.pages[0]):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            outer.append(scale)
        elif operator == "Q":
            scale = outer.pop()
        elif operator == "cm":
            scale *= abs(float(operands[3]))
        elif operator == "Tm":
            matrix = abs(float(operands[3]))
        elif operator == "Tf":
            yield float(operands[1]) * matrix * scale


def test_hostile_notes_print_as_text_and_fetch_nothing() -> None:
    answers = the_audit().answers | {"R1.1": Answer(score=3, note=HOSTILE)}

    data = pdf(document=the_audit(answers=answers, met_with=HOSTILE[:100]))

    assert "<script>alert(1)</script>" in text(data)
    assert not pikepdf.open(io.BytesIO(data)).attachments


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "data:,x"])
def test_a_page_that_names_another_address_is_not_printed(address: str) -> None:
    with pytest.raises(PrintError):
        to_pdf(f'<html lang="id"><title>x</title><img src="{address}" alt="x">', lambda sha: None)


def test_a_photo_that_is_awaited_does_not_stop_the_print() -> None:
    answers = the_audit().answers | {"R2.1": Answer(score=2, photos=(a_hash("x"),))}
    html = audit_html(report_page(a_context(document=the_audit(answers=answers))))

    assert "foto menunggu" in text(to_pdf(html, lambda sha: None))


def test_the_same_audit_prints_the_same_bytes(report: bytes) -> None:
    assert pdf() == report


def test_the_comparison_is_printed() -> None:
    data = to_pdf(comparison_html(compare_page(a_comparison())), lambda sha: a_photo())

    assert "naik 7,9 dari 16 Sep 2026 (47,1)" in text(data)
    assert "Naik 13 butir" in text(data)


def test_printing_is_quick_once_the_press_is_warm() -> None:
    warm()
    began = perf_counter()

    pdf()

    assert perf_counter() - began < 5
