from audit.report.page import ReportPage, report_page
from tests.report.makers import a_context


def test_charts_and_rows_show_the_same(page: ReportPage) -> None:
    charts = page.scores.charts

    assert [row.shown for row in charts.apart] == ["60,7"]
    assert all(f">{row.shown}</text>" in charts.bars for row in (*charts.pillars, *charts.apart))


def test_a_first_audit_has_no_second_polygon() -> None:
    charts = report_page(a_context(previous=None, first=None)).scores.charts

    assert "stroke-dasharray" not in charts.radar
    assert all(row.change == "" for row in charts.pillars)
