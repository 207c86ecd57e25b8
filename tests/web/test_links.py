"""The mentor's list of links: who made which, how each was used; make one, revoke one."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from tests.closings import send
from tests.factories import a_workshop, csrf_token, log_in
from tests.statements import counted
from tests.web.owner_link.links import a_link, share_of

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def here(workshop: Workshop) -> str:
    return f"/workshops/{workshop.id}/links"


def test_links_starts_empty_and_the_workshop_leads_there(
    mentor: FlaskClient, workshop: Workshop, here: str
) -> None:
    assert "Belum ada tautan" in mentor.get(here).text
    assert f'href="{here}"' in mentor.get(f"/workshops/{workshop.id}").text


def test_links_makes_one_for_the_board_and_shows_it_once(
    mentor: FlaskClient, session: Session, here: str
) -> None:
    made = send(mentor, here)

    assert made.status_code == 201
    (address,) = set(re.findall(r"http://localhost/s/[\w-]{22}", made.text))
    assert "data:image/svg+xml" in made.text
    assert share_of(address[-22:]).purpose == "board"
    assert mentor.get(address).status_code == 200
    assert address[-22:] not in mentor.get(here).text


def test_links_tells_purpose_maker_state_and_uses(
    app: Flask, mentor: FlaskClient, people: People, workshop: Workshop, here: str
) -> None:
    token = a_link(people["mentor"], workshop)
    assert "belum pernah dipakai" in mentor.get(here).text
    for _ in range(7):
        app.test_client().get(f"/s/{token}")

    page = mentor.get(here).text

    assert "WhatsApp" in page and people["mentor"].name in page and "berlaku sampai" in page
    assert "dipakai 7 kali" in page and "dan 2 kali sebelumnya" in page
    assert page.count(": dibuka</li>") == 5


def test_links_revokes_one_for_good(
    app: Flask, mentor: FlaskClient, people: People, workshop: Workshop, here: str
) -> None:
    token, other = a_link(people["mentor"], workshop), a_link(people["mentor"], workshop)
    page = mentor.get(here).text
    fields = {"csrf_token": csrf_token(page)}

    answer = mentor.post(f"{here}/{share_of(token).id}/revoke", data=fields)

    assert answer.location == here
    page = mentor.get(here).text
    assert "Tautan dicabut." in page and page.count('/revoke"') == 1
    visitor = app.test_client()
    assert [visitor.get(f"/s/{link}").status_code for link in (token, other)] == [404, 200]


def test_links_are_not_open_to_others(
    client: FlaskClient, session: Session, people: People, workshop: Workshop, here: str
) -> None:
    share = share_of(a_link(people["mentor"], workshop))
    stranger = log_in(client, people["mentor2"])
    token = csrf_token(stranger.get("/").text)
    doors = [here, f"{here}/{share.id}/revoke"]

    assert stranger.get(here).status_code == 404
    assert [stranger.post(d, data={"csrf_token": token}).status_code for d in doors] == [404, 404]
    session.rollback()
    assert session.get_one(Share, share.id).revoked_at is None


def test_a_link_of_another_workshop_is_not_revoked_here(
    mentor: FlaskClient, people: People, here: str
) -> None:
    other = share_of(a_link(people["mentor"], a_workshop(people["mentor"])))
    fields = {"csrf_token": csrf_token(mentor.get(here).text)}

    assert mentor.post(f"{here}/{other.id}/revoke", data=fields).status_code == 404


def test_links_asks_the_database_equally_often_for_one_and_for_many(
    mentor: FlaskClient, people: People, workshop: Workshop, here: str
) -> None:
    sent = []
    for number in range(20):
        a_link(people["mentor"], workshop)
        if number in (0, 19):
            with counted() as statements:
                mentor.get(here)
            sent.append(len(statements))

    assert sent[0] == sent[1]
