"""What is written down about a workshop: added once, mended, kept from others."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_workshop, csrf_token, log_in


def send(client: FlaskClient, path: str, **values: object) -> str:
    """Fill in the form of a page and send it; what came back after redirects."""
    page = client.get(path).text
    key = re.search(r'name="new_id"[^>]*value="([^"]+)"', page)
    assert key
    known = {"csrf_token": csrf_token(page), "new_id": key.group(1)}
    needed = {"legal_form": "CV", "sector": "metal", "stage": ""}
    return client.post(path, data=known | needed | values, follow_redirects=True).text


def test_add_stores_every_field_and_shows_the_workshop(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    log_in(client, people["mentor"])
    page = send(
        client,
        "/workshops/add",
        name="  CV  Kurnia Teknik ",
        phone="0812-3456-7890",
        areas="Produksi\r\n\r\n Gudang  alat \r\nProduksi",
        workers="14",
        stage="madya",
        stage_year="2025",
        joined_year="2024",
        target="80",
        permits="NIB 12\nIUMK",
    )

    stored = session.query(Workshop).one()

    assert "Usaha binaan tersimpan." in page and "CV Kurnia Teknik" in page
    assert (stored.name, stored.phone) == ("CV Kurnia Teknik", "+6281234567890")
    assert stored.areas == ["Produksi", "Gudang alat"]
    assert (stored.workers, stored.stage, stored.stage_year) == (14, "madya", 2025)
    assert (stored.target, stored.joined_year, stored.active) == (80, 2024, True)
    assert [mentor.id for mentor in stored.mentors] == [people["mentor"].id]


def test_add_keeps_what_was_typed_and_says_how_to_mend_it(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    log_in(client, people["mentor"])
    page = send(
        client, "/workshops/add", name="", phone="12", workers="banyak", city="x" * 121, target="0"
    )

    assert "Belum tersimpan. 5 isian perlu diperbaiki:" in page
    assert "Tulis nama usahanya." in page
    assert "Tulis seperti 0812-3456-7890." in page and 'value="12"' in page
    assert "dari 0 sampai 9999" in page and 'value="banyak"' in page
    assert "Kurangi 1 huruf." in page and "x" * 121 in page
    assert 'aria-invalid="true"' in page
    assert session.query(Workshop).count() == 0


def test_add_sent_twice_makes_one_workshop(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    form = log_in(client, people["mentor"]).get("/workshops/add").text
    key = re.search(r'name="new_id"[^>]*value="([^"]+)"', form)
    assert key
    data = {
        "csrf_token": csrf_token(form),
        "new_id": key.group(1),
        "name": "CV Kurnia Teknik",
        "legal_form": "CV",
        "sector": "metal",
        "stage": "",
    }
    places = {client.post("/workshops/add", data=data).location for _ in range(2)}

    assert len(places) == 1
    assert session.query(Workshop).count() == 1


@pytest.mark.parametrize("path", ["/workshops/add", "/workshops/{}/edit"])
def test_nothing_is_stored_without_the_token(
    client: FlaskClient, people: dict[str, User], path: str
) -> None:
    workshop = a_workshop(people["mentor"])
    log_in(client, people["mentor"])

    assert client.post(path.format(workshop.id), data={"name": "X"}).status_code == 400


def test_edit_shows_what_is_known_and_stores_what_changed(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    workshop = a_workshop(people["mentor"], phone="+6281234567890")
    path = f"/workshops/{workshop.id}/edit"
    log_in(client, people["mentor"])

    form = client.get(path).text
    page = send(client, path, name="CV Kurnia Jaya", phone="0271-712345", areas="Las")

    assert 'value="CV Kurnia Teknik"' in form and 'value="0812-3456-7890"' in form
    assert "Produksi\nGudang alat" in form.replace("\r", "")
    assert "Data usaha tersimpan." in page and "CV Kurnia Jaya" in page
    stored = session.get_one(Workshop, workshop.id)
    assert (stored.phone, stored.areas) == ("+62271712345", ["Las"])


def test_a_mentor_can_change_neither_mentors_nor_whether_it_is_active(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    workshop = a_workshop(people["mentor"])
    path = f"/workshops/{workshop.id}/edit"
    log_in(client, people["mentor"])

    assert 'name="mentors"' not in client.get(path).text
    send(client, path, name="CV Kurnia", mentors=str(people["mentor2"].id))

    stored = session.get_one(Workshop, workshop.id)
    assert stored.active
    assert [mentor.id for mentor in stored.mentors] == [people["mentor"].id]


def test_a_coordinator_chooses_the_mentors(
    client: FlaskClient, people: dict[str, User], session: Session
) -> None:
    workshop = a_workshop(people["mentor"])
    path = f"/workshops/{workshop.id}/edit"
    log_in(client, people["coordinator"])

    form = client.get(path).text
    send(client, path, name="CV Kurnia", mentors=str(people["mentor2"].id))

    assert re.search(rf'checked[^>]*value="{people["mentor"].id}"', form)
    stored = session.get_one(Workshop, workshop.id)
    assert [mentor.id for mentor in stored.mentors] == [people["mentor2"].id]
    assert not stored.active
