"""The words, the instrument and the page of audit ke-5 for the tests of the report."""

import pytest

from audit.domain.instrument import Instrument
from audit.report.page import ReportPage, report_page
from audit.report.words import Words
from audit.report.words import words as words_of
from tests.report.makers import a_context, an_instrument


@pytest.fixture(scope="session")
def words() -> Words:
    return words_of("id")


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    return an_instrument()


@pytest.fixture(scope="session")
def page() -> ReportPage:
    return report_page(a_context())
