from audit.report.captions import legend
from audit.report.page import ReportPage
from audit.report.words import Words
from tests.report.makers import the_past


def test_a_chart_is_told_with_every_number(page: ReportPage) -> None:
    told = page.scores.charts.radar

    assert "Ringkas 75,0, sebelumnya 64,3, perubahan +10,7" in told


def test_the_legend_names_the_audit_that_ticks_stand_for(words: Words) -> None:
    assert "audit 16 Sep 2026" in legend(words, the_past()[-1])
    assert legend(words, None) == "Batang: skor tiap pilar, persen."
