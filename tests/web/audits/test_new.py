from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.factories import a_workshop, csrf_token, log_in
from tests.rows import an_audit


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def workshop(people: dict[str, User]) -> Workshop:
    return a_workshop(people["mentor"], owner_name="Sri Wahyuni")


def address(workshop: Workshop) -> str:
    return f"/workshops/{workshop.id}/audits/new"


def send(client: FlaskClient, workshop: Workshop, **values: object) -> TestResponse:
    """Open the page, fill it in and send it."""
    token = csrf_token(client.get(address(workshop)).text)
    known: dict[str, object] = {"csrf_token": token, "audited_on": "2026-11-24", "k3": "y"}
    return client.post(address(workshop), data=known | values)


def begun(answer: TestResponse, session: Session) -> Audit:
    """The audit that an answer leads to."""
    assert answer.status_code == 302, answer.text
    return session.get_one(Audit, UUID(answer.location.split("/")[2]))


def test_new_asks_strangers_to_log_in(client: FlaskClient, workshop: Workshop) -> None:
    assert client.get(address(workshop)).location == f"/login?next={address(workshop)}"


def test_new_proposes_today_every_area_and_k3(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    page = log_in(client, people["mentor"]).get(address(workshop)).text

    assert 'value="2026-11-24"' in page and 'max="2026-11-24"' in page
    assert "Pemilik: Sri Wahyuni" in page
    assert page.count("checked") == 3


def test_new_begins_a_draft_and_opens_its_sheet(
    client: FlaskClient, people: dict[str, User], workshop: Workshop, session: Session
) -> None:
    log_in(client, people["mentor"])
    answer = send(
        client, workshop, met_with="pemilik", areas=["Produksi"], more_areas="Halaman, Kantor"
    )

    document = begun(answer, session).read()

    assert answer.location == f"/audits/{document.id}/sheet"
    assert (document.met_with, document.k3) == ("pemilik", True)
    assert document.areas == ("Produksi", "Halaman", "Kantor")


def test_new_takes_the_name_of_somebody_else_and_leaves_k3_out(
    client: FlaskClient, people: dict[str, User], workshop: Workshop, session: Session
) -> None:
    log_in(client, people["mentor"])
    answer = send(client, workshop, met_with="pemilik", met_other="Pak Joko", k3="")

    document = begun(answer, session).read()

    assert (document.met_with, document.k3) == ("Pak Joko", False)


@pytest.mark.parametrize(
    ("values", "sentence", "kept"),
    [
        ({"audited_on": "2026-11-25"}, "Tanggal ini belum tiba.", "2026-11-25"),
        ({"audited_on": "kemarin"}, "Pilih tanggal kunjungan.", "kemarin"),
        ({"more_areas": "x" * 121}, "Nama area paling banyak 120 huruf.", "x" * 121),
        ({"met_other": "x" * 122}, "Kurangi 2 huruf.", "x" * 122),
    ],
)
def test_new_keeps_what_was_typed_and_says_how_to_mend_it(
    client: FlaskClient,
    people: dict[str, User],
    workshop: Workshop,
    session: Session,
    values: dict[str, str],
    sentence: str,
    kept: str,
) -> None:
    log_in(client, people["mentor"])
    page = send(client, workshop, **values).text

    assert sentence in page and f'value="{kept}"' in page
    assert session.query(Audit).count() == 0


def test_new_offers_an_unfinished_audit_first(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    draft = an_audit(workshop, people["mentor"], {"R1.1": 2})

    page = log_in(client, people["mentor"]).get(address(workshop)).text

    assert "Ada audit yang belum selesai." in page
    assert f"/audits/{draft.id}/sheet" in page and f'value="{draft.id}"' in page


def test_new_pressed_twice_begins_once(
    client: FlaskClient, people: dict[str, User], workshop: Workshop, session: Session
) -> None:
    token = csrf_token(log_in(client, people["mentor"]).get(address(workshop)).text)
    data = {"csrf_token": token, "audited_on": "2026-11-24", "known": ""}

    places = {client.post(address(workshop), data=data).location for _ in range(2)}

    assert len(places) == 1
    assert session.query(Audit).count() == 1


def test_new_of_another_mentor_is_not_there(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    log_in(client, people["mentor2"])

    assert client.get(address(workshop)).status_code == 404
    assert client.post(address(workshop)).status_code == 400


def test_new_without_its_token_is_refused(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    log_in(client, people["mentor"])

    assert client.post(address(workshop), data={"audited_on": "2026-11-24"}).status_code == 400
