"""The page of photo points: whose they are, how many, what is kept when something is wrong."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.storage import photo_points
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photo_points import PhotoPoint
from audit.storage.workshops import Workshop
from tests.closings import send
from tests.factories import csrf_token, log_in
from tests.statements import counted
from tests.usecases.rechecks import a_point
from tests.web.audits.sheets import a_jpeg, upload


def here(workshop: Workshop) -> str:
    return f"/workshops/{workshop.id}/photo-points/"


def points(session: Session, workshop: Workshop) -> list[PhotoPoint]:
    session.rollback()
    return list(photo_points.of_workshop(session, workshop.id))


def add(client: FlaskClient, workshop: Workshop, **fields: Any) -> TestResponse:
    return send(client, here(workshop), **fields)


def act(client: FlaskClient, workshop: Workshop, point: UUID, act: str, **data: Any) -> Any:
    token = csrf_token(client.get(f"{here(workshop)}{point}").text)
    return client.post(f"{here(workshop)}{point}/{act}", data={"csrf_token": token, **data})


def test_a_point_is_added_with_its_photo(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    assert "Belum ada titik foto" in mentor.get(here(workshop)).text

    answer = add(mentor, workshop, name="Rak alat", photo=upload(a_jpeg()))

    assert answer.location == here(workshop)
    (point,) = points(session, workshop)
    page = mentor.get(here(workshop)).text
    assert "1. Rak alat" in page and str(point.photo) in page
    assert "Tambah 5 titik lagi." in page
    assert mentor.get(f"/api/v1/photos/{point.photo}?size=320").status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Tulis nama titik"),
        ({"name": "x" * 121}, "Kurangi 1 huruf."),
        ({"name": "Rak", "photo": upload(b"bukan foto")}, "bukan foto"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    mentor: FlaskClient, session: Session, workshop: Workshop, fields: Any, sentence: str
) -> None:
    answer = add(mentor, workshop, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text and fields["name"] in answer.text
    assert points(session, workshop) == []


def test_a_photo_is_kept_though_the_name_is_wrong(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    page = add(mentor, workshop, name="", photo=upload(a_jpeg())).text
    found = re.search(r'name="kept" type="hidden" value="(\w{64})"', page)
    assert found

    add(mentor, workshop, name="Rak alat", kept=found[1])

    assert points(session, workshop)[0].photo == found[1]


def test_nobody_shows_a_photo_of_others_by_naming_it(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    add(mentor, workshop, name="Rak alat", kept="a" * 64)

    assert points(session, workshop)[0].photo is None


def test_ten_are_the_most(mentor: FlaskClient, session: Session, workshop: Workshop) -> None:
    for number in range(9):
        add(mentor, workshop, name=f"Titik {number}")
    page = mentor.get(here(workshop)).text
    assert "Sebaiknya ada" not in page and "Tambah titik" in page
    add(mentor, workshop, name="Titik 9")
    page = mentor.get(here(workshop)).text
    assert "Sudah ada 10 titik" in page and "Tambah titik" not in page

    answer = add(mentor, workshop, name="Titik ke-11")

    assert answer.status_code == 422
    assert "sudah ada 10 titik" in answer.text and 'value="Titik ke-11"' in answer.text
    assert len(points(session, workshop)) == 10


def test_a_point_is_renamed_and_shown_anew(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    add(mentor, workshop, name="Rak alat", photo=upload(a_jpeg()))
    (point,) = points(session, workshop)
    before = point.photo

    send(mentor, f"{here(workshop)}{point.id}", name="Rak kunci", photo=upload(a_jpeg(80, 60)))
    wrong = send(mentor, f"{here(workshop)}{point.id}", name="")

    (point,) = points(session, workshop)
    assert (point.name, point.photo != before, wrong.status_code) == ("Rak kunci", True, 422)


def test_points_are_walked_in_the_order_that_was_chosen(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    for name in ("Satu", "Dua"):
        add(mentor, workshop, name=name)
    second = points(session, workshop)[1].id

    answer = act(mentor, workshop, second, "move", turn="up")

    assert answer.location == f"{here(workshop)}#point-{second}"
    assert [point.name for point in points(session, workshop)] == ["Dua", "Satu"]
    assert act(mentor, workshop, second, "move", turn="aside").status_code == 400


def test_a_removed_point_is_kept_in_history(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    add(mentor, workshop, name="Rak alat")
    (point,) = points(session, workshop)

    answer = act(mentor, workshop, point.id, "remove")

    assert answer.location == here(workshop)
    assert points(session, workshop) == []
    assert session.get_one(PhotoPoint, point.id).removed_at
    assert mentor.get(f"{here(workshop)}{point.id}").status_code == 404


def test_points_of_others_are_not_there(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    point = a_point(people["mentor"], workshop)
    log_in(client, people["mentor2"])
    own = csrf_token(client.get("/workshops/add").text)

    assert client.get(here(workshop)).status_code == 404
    assert client.get(f"{here(workshop)}{point}").status_code == 404
    for act_on in ("", f"{point}", f"{point}/move", f"{point}/remove"):
        data = {"csrf_token": own, "name": "x", "turn": "up"}
        assert client.post(here(workshop) + act_on, data=data).status_code == 404


def test_strangers_are_asked_to_log_in_and_a_form_needs_its_token(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    assert client.get(here(workshop)).location == f"/login?next={here(workshop)}"
    log_in(client, people["mentor"])
    assert client.post(f"{here(workshop)}{new_id()}/remove").status_code == 400


def test_the_page_asks_the_database_equally_often_for_one_and_for_many(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    sent = []
    for number in range(8):
        a_point(people["mentor"], workshop, f"Titik {number}")
        if number in (0, 7):
            with counted() as statements:
                mentor.get(here(workshop))
            sent.append(len(statements))

    assert sent[0] == sent[1]
