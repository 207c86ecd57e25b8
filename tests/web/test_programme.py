"""The programme on screen and as PDF: for whom, the same digits, the same few statements."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_workshop, log_in
from tests.histories import printed
from tests.rows import all_at, an_action, an_audit
from tests.statements import counted

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")
PLACES = ["/programme/", "/programme/summary.pdf"]


@pytest.fixture
def coordinator(client: FlaskClient, people: People) -> FlaskClient:
    return log_in(client, people["coordinator"])


@pytest.fixture
def audited(people: People, workshop: Workshop) -> Workshop:
    an_audit(workshop, people["mentor"], all_at(1), number="A-1", found=["R2.6"])
    an_action(an_audit(workshop, people["mentor"], all_at(2), number="A-2", found=["R2.6"]))
    return workshop


@pytest.mark.parametrize("path", PLACES)
def test_a_mentor_finds_nothing(mentor: FlaskClient, path: str) -> None:
    assert mentor.get(path).status_code == 404


@pytest.mark.parametrize("path", PLACES)
def test_nobody_sees_it_without_a_log_in(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302 and "/login" in answer.location


@pytest.mark.parametrize(("who", "shown"), [("admin", 1), ("coordinator", 1), ("mentor", 0)])
def test_the_menu_leads_there(app: Flask, people: People, who: str, shown: int) -> None:
    page = log_in(app.test_client(), people[who]).get("/").text

    assert page.count('href="/programme/"') == shown


def test_page_and_pdf_say_the_same(coordinator: FlaskClient, audited: Workshop) -> None:
    page = coordinator.get("/programme/").text
    answer = coordinator.get("/programme/summary.pdf")
    paper = printed(answer.data)

    assert answer.content_type == "application/pdf"
    assert "ringkasan-program-5r-2026-11-24.pdf" in answer.headers["Content-Disposition"]
    assert f'href="/workshops/{audited.id}"' in page
    for told in (audited.name, "50,0", "+25,0", "Kurang", "R2.6", "1 dari 1 usaha"):
        assert told in page
        assert told in paper


def test_a_programme_without_workshops_says_how_to_begin(coordinator: FlaskClient) -> None:
    page = coordinator.get("/programme/").text

    assert "Belum ada usaha binaan" in page
    assert "summary.pdf" not in page


def test_workshops_no_longer_mentored_are_left_out(coordinator: FlaskClient) -> None:
    a_workshop(name="Sudah selesai", active=False)

    assert "Sudah selesai" not in coordinator.get("/programme/").text


@pytest.mark.parametrize("path", PLACES)
def test_it_asks_the_database_equally_often_for_one_and_for_many(
    coordinator: FlaskClient, people: People, path: str
) -> None:
    sent = []
    for number in range(12):
        shop = a_workshop(people["mentor"], name=f"Usaha {number}")
        an_action(an_audit(shop, people["mentor"], all_at(2), number=f"A-{number}"))
        if number in (0, 11):
            with counted() as statements:
                assert coordinator.get(path).status_code == 200
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_the_phone_names_each_value(coordinator: FlaskClient, audited: Workshop) -> None:
    page = coordinator.get("/programme/").text

    names = re.findall(r'class="narrow" aria-hidden="true">([^<]+)<', page)
    assert names == [
        "Audit terakhir",
        "Skor",
        "Dari audit lalu",
        "Dari acuan awal",
        "Tindakan",
        "Kunjungan berikutnya",
    ]
