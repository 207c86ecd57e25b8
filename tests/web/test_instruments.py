"""The questionnaire for a visit on paper: whose hints, for whom, and where it is found."""

import pytest
from flask.testing import FlaskClient

from audit.storage.workshops import Workshop
from tests.report.test_pdf import text

pytestmark = pytest.mark.usefixtures("on_the_day")

ADDRESS = "/instruments/5r-ikm@1/blank.pdf"


def test_it_prints_with_the_hints_of_the_sector(mentor: FlaskClient) -> None:
    answer = mentor.get(f"{ADDRESS}?sector=metal")

    assert answer.content_type == "application/pdf"
    assert "lembar-kosong-5r-ikm-1-metal.pdf" in answer.headers["Content-Disposition"]
    assert "dies lama" in text(answer.data, "-raw")


@pytest.mark.parametrize("sector", ["", "?sector=other", "?sector=../x"])
def test_without_a_sector_it_prints_no_hints(mentor: FlaskClient, sector: str) -> None:
    answer = mentor.get(ADDRESS + sector)

    assert "lembar-kosong-5r-ikm-1.pdf" in answer.headers["Content-Disposition"]
    assert "dies lama" not in text(answer.data, "-raw")


def test_it_speaks_the_language_of_the_user(mentor: FlaskClient) -> None:
    with mentor.session_transaction() as kept:
        kept["language"] = "en"

    assert "5R rating sheet" in text(mentor.get(ADDRESS).data)


@pytest.mark.parametrize("name", ["5r-ikm@99", "x", "..@1"])
def test_an_unknown_questionnaire_is_not_there(mentor: FlaskClient, name: str) -> None:
    assert mentor.get(f"/instruments/{name}/blank.pdf").status_code == 404


def test_strangers_are_asked_to_log_in(client: FlaskClient) -> None:
    assert "/login" in client.get(ADDRESS).location


def test_a_new_audit_leads_there(mentor: FlaskClient, workshop: Workshop) -> None:
    page = mentor.get(f"/workshops/{workshop.id}/audits/new").text

    assert f'href="{ADDRESS}?sector=metal"' in page
