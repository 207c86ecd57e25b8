from itertools import pairwise

from msgspec.structs import replace

from audit.report.compare import compare_page
from audit.report.environment import audit_html, comparison_html
from audit.report.page import ReportPage, report_page
from audit.report.places import resource
from tests.report.makers import PRIVATE, a_comparison, a_context, the_audit

LONG = "Bengkel Las Bubut dan Pengecoran Logam Sumber Makmur"


def test_the_report_is_one_html_page(page: ReportPage) -> None:
    html = audit_html(page)

    assert "<title>Laporan audit 5R ke-5: CV Kurnia Teknik</title>" in html
    assert PRIVATE not in html


def test_what_people_typed_is_never_markup() -> None:
    hostile = the_audit(met_with='<img src="file:///etc/passwd">')

    html = audit_html(report_page(a_context(document=hostile)))

    assert "&lt;img src=&#34;file:///etc/passwd&#34;&gt;" in html
    assert "<img src=" not in html.replace('<img src="app:', "")


def test_the_comparison_is_one_html_page() -> None:
    html = comparison_html(compare_page(a_comparison()))

    assert "<title>Perbandingan audit 5R: CV Kurnia Teknik</title>" in html


def test_headings_never_skip_a_level(page: ReportPage) -> None:
    html = audit_html(page)
    levels = [int(part[0]) for part in html.split("<h")[1:] if part[0].isdigit()]

    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_long_name_may_break_where_a_short_one_may_not() -> None:
    finding = the_audit().findings[0]
    named = [replace(finding, action=replace(finding.action, pic=pic)) for pic in ("Pemilik", LONG)]

    short, long = (
        audit_html(report_page(a_context(document=the_audit(findings=(one,))))) for one in named
    )

    assert '<span class="whole">(Pemilik' in short
    assert f"<span>({LONG}" in long


def test_a_draft_says_so_above_its_name() -> None:
    draft = the_audit(status="draft", revision=0, number=None)

    html = audit_html(report_page(a_context(document=draft)))

    assert html.index('class="draft"') < html.index("<h1")


def test_templates_and_static_files_are_found() -> None:
    assert (resource("static") / "css" / "print.css").is_file()
