from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from tests.factories import TODAY, a_workshop, log_in
from tests.rows import all_at, an_action, an_audit
from tests.statements import counted


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


def test_home_asks_strangers_to_log_in(client: FlaskClient) -> None:
    answer = client.get("/")

    assert (answer.status_code, answer.location) == (302, "/login?next=/")


def test_home_of_a_new_mentor_offers_to_add_a_workshop(
    client: FlaskClient, people: dict[str, User]
) -> None:
    page = log_in(client, people["mentor"]).get("/").text

    assert "Belum ada usaha binaan" in page
    assert 'href="/workshops/add"' in page


def test_home_without_anything_due_says_so(client: FlaskClient, people: dict[str, User]) -> None:
    a_workshop(people["mentor"])

    assert "Tidak ada yang menunggu" in log_in(client, people["mentor"]).get("/").text


def test_home_shows_what_waits(client: FlaskClient, people: dict[str, User]) -> None:
    mentor = people["mentor"]
    begun = a_workshop(mentor)
    visited = a_workshop(mentor, name="UD Baja Mulya", phone="+6281234567890", next_visit_on=TODAY)
    draft = an_audit(begun, mentor, {"R1.1": 3, "R1.2": "na"})
    before = TODAY - timedelta(days=30)
    final = an_audit(visited, mentor, all_at(3), number="A-1", audited_on=before)
    an_action(final, text="Pasang pelindung.", due_on=TODAY - timedelta(days=5))

    page = log_in(client, mentor).get("/").text

    assert "2 dari 35 butir dinilai" in page
    assert f"/audits/{draft.id}/sheet" in page
    assert "Pasang pelindung." in page and "terlambat 5 hari" in page
    assert "1 kunjungan" in page and "hari ini" in page and "1 tindakan terbuka" in page
    assert "Audit lalu 25 Okt 2026 oleh Mentor contoh" in page
    assert 'href="tel:+6281234567890"' in page and "0812-3456-7890" in page
    assert f'href="/workshops/{visited.id}/audits/new"' in page
    assert "75,0" in page and "Baik" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "terlewat 3 hari"), (0, "hari ini"), (1, "besok"), (14, "14 hari lagi")],
)
def test_home_reminds_of_visits_missed_and_to_come(
    client: FlaskClient, people: dict[str, User], days: int, words: str
) -> None:
    a_workshop(people["mentor"], next_visit_on=TODAY + timedelta(days=days))

    page = log_in(client, people["mentor"]).get("/").text

    assert words in page and "Audit pertama" in page
    assert "Tidak ada yang menunggu" not in page


def test_home_without_visits_leads_to_the_calendar(
    client: FlaskClient, people: dict[str, User]
) -> None:
    a_workshop(people["mentor"], next_visit_on=TODAY + timedelta(days=15))

    page = log_in(client, people["mentor"]).get("/").text

    assert "Tidak ada kunjungan sampai 8 Desember 2026." in page
    assert 'href="/calendar/"' in page


def test_home_names_the_mentor_of_a_draft_to_the_coordinator_only(
    app: Flask, people: dict[str, User]
) -> None:
    an_audit(a_workshop(people["mentor"]), people["mentor"])
    line = f"· {people['mentor'].name}"

    assert line not in log_in(app.test_client(), people["mentor"]).get("/").text
    assert line in log_in(app.test_client(), people["coordinator"]).get("/").text


def test_home_shows_nothing_of_other_mentors(client: FlaskClient, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"], name="Rahasia Las", next_visit_on=TODAY)
    audit = an_audit(workshop, people["mentor"], number="A-1")
    an_action(audit)
    an_audit(a_workshop(people["mentor"], name="Rahasia Las"), people["mentor"])

    assert "Rahasia Las" not in log_in(client, people["mentor2"]).get("/").text


def test_home_asks_the_database_equally_often_for_one_and_for_many(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["coordinator"])
    sent = []
    for number in range(30):
        audit = an_audit(
            a_workshop(people["mentor"], next_visit_on=TODAY),
            people["mentor"],
            all_at(2),
            number=f"A-{number}",
        )
        an_action(audit)
        an_audit(a_workshop(people["mentor"]), people["mentor"])
        if number in (0, 29):
            with counted() as statements:
                client.get("/")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_home_shows_what_waits_to_be_verified(client: FlaskClient, people: dict[str, User]) -> None:
    audit = an_audit(a_workshop(people["mentor"]), people["mentor"], all_at(3), number="A-1")
    later = TODAY + timedelta(days=60)
    an_action(audit, text="Pasang pelindung.", state="reported", due_on=later)

    page = log_in(client, people["mentor"]).get("/").text

    assert "Menunggu verifikasi" in page and "Pasang pelindung." in page
    assert "Tidak ada yang menunggu" not in page
