"""How much the first page has to say, and how it is set."""

from audit.report.page import ReportPage, report_page
from tests.report.makers import a_context, a_document


def test_a_page_with_much_to_say_is_set_closer(page: ReportPage) -> None:
    critical = a_document(dict.fromkeys(("K3.1", "K3.4", "K3.5"), 0))

    assert not page.plan.tight
    assert report_page(a_context(document=critical)).plan.tight
