"""The calendar of visits, and the feed whose address is all that opens it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.app import create_app
from audit.extensions import db, limiter, migrate, writing
from audit.storage import calendars
from audit.storage.accounts import User
from audit.storage.workshops import Workshop, workshop_mentor
from audit.web import language
from tests.calendars import events
from tests.conftest import PLAIN, Client
from tests.factories import TODAY, a_user, a_workshop, csrf_token, log_in
from tests.rows import an_action, an_audit
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("on_the_day")
People = dict[str, User]


def address(client: FlaskClient) -> str:
    """Make the feed of who is logged in; its path."""
    token = csrf_token(client.get("/calendar/").text)
    page = client.post("/calendar/", data={"csrf_token": token})
    assert page.headers["Cache-Control"] == "no-store"
    found = re.search(r'class="address"[^>]*>([^<]+)<', page.text)
    assert found and found[1].startswith("http://localhost/calendar/")
    assert "aktif sejak 24 Nov 2026" in page.text and "Perbarui alamat" in page.text
    assert f'href="webcal:{found[1].removeprefix("http:")}"' in page.text
    return urlsplit(found[1]).path


def visited(app: Flask, path: str) -> list[str]:
    """The workshops of a feed, as a program without any log-in reads them."""
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    told = (str(event["SUMMARY"]) for event in events(answer.data))
    return [summary.removeprefix("Kunjungan 5R: ") for summary in told]


def test_the_page_lists_every_planned_visit_and_tells_how_to_subscribe(
    mentor: FlaskClient, people: People
) -> None:
    a_workshop(people["mentor"], name="B Las", next_visit_on=TODAY + timedelta(days=90))
    a_workshop(people["mentor"], name="A Las", next_visit_on=TODAY - timedelta(days=3))
    a_workshop(people["mentor2"], name="Rahasia Las", next_visit_on=TODAY)

    page = mentor.get("/calendar/").text

    assert re.findall(r'class="whole"[^>]*>([^<]+)<', page) == ["A Las", "B Las"]
    assert "terlewat 3 hari" in page and "90 hari lagi" in page and "2 kunjungan" in page
    assert page.count("<li><strong>") + page.count("<li>\n      <strong>") == 3
    assert "Buat alamat kalender" in page and "Matikan" not in page


def test_the_page_without_any_plan_says_where_to_make_one(mentor: FlaskClient) -> None:
    assert "Tanggal kunjungan diisi di ringkasan audit" in mentor.get("/calendar/").text


def test_the_page_asks_the_database_equally_often_for_one_and_for_many(
    mentor: FlaskClient, people: People
) -> None:
    sent = []
    for number in range(12):
        workshop = a_workshop(people["mentor"], next_visit_on=TODAY)
        an_action(an_audit(workshop, people["mentor"], number=f"A-{number}"))
        if number in (0, 11):
            with counted() as statements:
                mentor.get("/calendar/")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_the_address_is_shown_once_and_opens_without_a_log_in(
    app: Flask, mentor: FlaskClient, people: People
) -> None:
    a_workshop(people["mentor"], name="A Las", next_visit_on=date(2026, 12, 22))
    a_workshop(people["mentor2"], name="B Las", next_visit_on=TODAY)
    a_workshop(people["mentor"], name="tanpa rencana")

    path = address(mentor)

    assert visited(app, path) == ["A Las"]
    again = mentor.get("/calendar/").text
    assert "aktif sejak 24 Nov 2026" in again
    assert path not in again and "Perbarui alamat" in again


def test_a_coordinator_sees_the_visits_to_all(app: Flask, people: People) -> None:
    for name in ("mentor", "mentor2"):
        a_workshop(people[name], name=name, next_visit_on=TODAY)

    path = address(log_in(app.test_client(), people["coordinator"]))

    assert visited(app, path) == ["mentor", "mentor2"]


def test_the_feed_follows_what_changes(
    app: Flask, mentor: FlaskClient, people: People, session: Session
) -> None:
    workshop = a_workshop(people["mentor"], name="A Las", next_visit_on=TODAY)
    taken = a_workshop(people["mentor"], name="B Las", next_visit_on=TODAY)
    path = address(mentor)

    with writing() as writer:
        writer.get_one(Workshop, workshop.id).next_visit_on = date(2027, 1, 5)
        gone = workshop_mentor.c.workshop_id == taken.id
        writer.execute(sa.delete(workshop_mentor).where(gone))

    assert visited(app, path) == ["A Las"]
    assert b"DTSTART;VALUE=DATE:20270105" in app.test_client().get(path).data


def test_a_mentor_who_is_no_longer_active_has_no_feed(
    app: Flask, mentor: FlaskClient, people: People
) -> None:
    path = address(mentor)

    with writing() as writer:
        writer.get_one(User, people["mentor"].id).active = False

    assert app.test_client().get(path).status_code == 404


def test_renewing_or_switching_off_ends_the_old_address(app: Flask, mentor: FlaskClient) -> None:
    old = address(mentor)
    new = address(mentor)
    assert app.test_client().get(old).status_code == 404
    assert visited(app, new) == []

    form = {"csrf_token": csrf_token(mentor.get("/calendar/").text)}
    answer = mentor.post("/calendar/stop", data=form)

    assert (answer.status_code, answer.location) == (302, "/calendar/")
    assert "Alamat kalender dimatikan." in mentor.get("/calendar/").text
    assert app.test_client().get(new).status_code == 404


@pytest.mark.parametrize("wrong", ["x", "A" * 22, "%00", "a" * 3000, "<script>"])
def test_an_address_that_opens_nothing_is_one_and_the_same_page(
    client: FlaskClient, people: People, wrong: str
) -> None:
    answers = [client.get(f"/calendar/{token}.ics") for token in ("B" * 22, wrong)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data


def test_the_feed_speaks_the_language_of_its_owner(app: Flask, people: People) -> None:
    told: list[str] = []
    with writing() as writer:
        writer.get_one(User, people["mentor"].id).language = "en"
        token = calendars.renew(writer, people["mentor"])

    @app.after_request
    def note(answer: Response) -> Response:
        told.append(language.chosen())
        return answer

    app.test_client().get(f"/calendar/{token}.ics")

    assert told == ["en"]


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Flask]:
    """An app that counts who tries what."""
    app = create_app(PLAIN | {"RATELIMIT_ENABLED": True}, instance=str(tmp_path))
    app.test_client_class = Client
    with app.app_context():
        migrate()
        limiter.reset()
        yield app
        limiter.reset()
        db.engine.dispose()


def test_addresses_can_not_be_tried_without_end(limited: Flask) -> None:
    client = limited.test_client()

    tried = [client.get(f"/calendar/{number:022}.ics").status_code for number in range(25)]

    assert tried == [404] * 20 + [429] * 5


def test_who_knows_an_address_may_read_it_as_often_as_he_likes(limited: Flask) -> None:
    mentor = a_user("mentor", "mentor")
    with writing() as session:
        token = calendars.renew(session, mentor)
    client = limited.test_client()

    assert {client.get(f"/calendar/{token}.ics").status_code for _ in range(30)} == {200}
