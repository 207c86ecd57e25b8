"""The next visit on the page of its workshop: moved there, taken along as a file."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.calendars import events
from tests.factories import TODAY, a_workshop, csrf_token, log_in
from tests.rows import an_action, an_audit

pytestmark = pytest.mark.usefixtures("on_the_day")


def send(client: FlaskClient, workshop: Workshop, typed: str) -> TestResponse:
    page = client.get(f"/workshops/{workshop.id}").text
    form = {"csrf_token": csrf_token(page), "next_visit_on": typed}
    return client.post(f"/workshops/{workshop.id}/next-visit", data=form)


def planned(session: Session, workshop: Workshop) -> date | None:
    session.rollback()  # the next read sees the newest state
    return session.get_one(Workshop, workshop.id).next_visit_on


def test_a_visit_is_planned_moved_and_taken_off(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    assert "Belum direncanakan." in mentor.get(f"/workshops/{workshop.id}").text

    answer = send(mentor, workshop, "2026-12-22")
    assert (answer.status_code, answer.location) == (302, f"/workshops/{workshop.id}")
    page = mentor.get(answer.location).text
    assert "Kunjungan berikutnya: 22 Desember 2026." in page
    assert "Selasa, 22 Desember 2026" in page and "28 hari lagi" in page
    assert planned(session, workshop) == date(2026, 12, 22)

    send(mentor, workshop, "")
    assert "Rencana kunjungan dihapus." in mentor.get(f"/workshops/{workshop.id}").text
    assert planned(session, workshop) is None


@pytest.mark.parametrize(
    ("typed", "sentence"), [("2026-11-23", "sudah lewat"), ("kapan-kapan", "bukan tanggal")]
)
def test_a_date_that_can_not_be_comes_back_on_the_page(
    mentor: FlaskClient, session: Session, workshop: Workshop, typed: str, sentence: str
) -> None:
    send(mentor, workshop, "2026-12-22")

    answer = send(mentor, workshop, typed)

    assert answer.status_code == 422
    assert sentence in answer.text and f'value="{typed}"' in answer.text
    assert "<details open>" in answer.text
    assert planned(session, workshop) == date(2026, 12, 22)


def test_a_missed_visit_says_so_on_the_page(mentor: FlaskClient, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"], next_visit_on=TODAY - timedelta(days=3))

    assert "terlewat 3 hari" in mentor.get(f"/workshops/{workshop.id}").text


def test_the_file_has_the_visit_and_a_name_that_says_so(
    mentor: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"], next_visit_on=date(2026, 12, 22))
    an_action(an_audit(workshop, people["mentor"], number="A-1"))

    page = mentor.get(f"/workshops/{workshop.id}").text
    answer = mentor.get(f"/workshops/{workshop.id}/visit.ics")

    assert f'href="/workshops/{workshop.id}/visit.ics"' in page
    assert answer.content_type == "text/calendar; charset=utf-8"
    name = "kunjungan-5r-cv-kurnia-teknik-2026-12-22.ics"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    (event,) = events(answer.data)
    assert event["DTSTART"].dt == date(2026, 12, 22)
    assert str(event["DESCRIPTION"]).startswith("1 tindakan terbuka.\nhttp://localhost/workshops/")


def test_without_a_plan_there_is_no_file(mentor: FlaskClient, workshop: Workshop) -> None:
    assert mentor.get(f"/workshops/{workshop.id}/visit.ics").status_code == 404


def test_the_visits_of_others_are_neither_seen_nor_moved(
    client: FlaskClient, session: Session, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"], next_visit_on=TODAY)
    log_in(client, people["mentor2"])
    form = {"csrf_token": csrf_token(client.get("/").text), "next_visit_on": "2026-12-22"}

    for place in (workshop.id, new_id()):
        assert client.get(f"/workshops/{place}/visit.ics").status_code == 404
        assert client.post(f"/workshops/{place}/next-visit", data=form).status_code == 404
    assert planned(session, workshop) == TODAY


def test_a_workshop_no_longer_mentored_has_no_plan(
    mentor: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"], next_visit_on=TODAY, active=False)

    assert "Kunjungan berikutnya" not in mentor.get(f"/workshops/{workshop.id}").text
    assert mentor.get(f"/workshops/{workshop.id}/visit.ics").status_code == 404
