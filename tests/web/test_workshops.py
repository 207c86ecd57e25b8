"""The list of workshops and the page of one: whose they are, how they stand, what is to do."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.base import new_id
from tests.factories import TODAY, a_workshop, log_in
from tests.rows import all_at, an_action, an_audit
from tests.statements import counted
from tests.tags import a_tag


def names(page: str) -> list[str]:
    """The workshops on the list, in order."""
    return re.findall(r'class="whole"[^>]*>([^<]+)<', page)


@pytest.mark.parametrize(
    "path", ["/workshops/", "/workshops/add", f"/workshops/{new_id()}"], ids=["list", "add", "one"]
)
def test_workshops_ask_strangers_to_log_in(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (302, f"/login?next={path}")


def test_index_shows_a_mentor_his_own_and_a_coordinator_all(
    app: Flask, people: dict[str, User]
) -> None:
    a_workshop(people["mentor"], name="B Las")
    a_workshop(people["mentor2"], name="A Las")

    assert names(log_in(app.test_client(), people["mentor"]).get("/workshops/").text) == ["B Las"]
    assert names(log_in(app.test_client(), people["admin"]).get("/workshops/").text) == [
        "A Las",
        "B Las",
    ]


def test_index_shows_the_last_result_and_what_is_left_to_do(
    client: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    an_action(an_audit(workshop, people["mentor"], all_at(3), number="A-1"))

    page = log_in(client, people["mentor"]).get("/workshops/").text

    assert "75,0" in page and "Baik" in page and "1 tindakan" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text=kurnia", ["CV Kurnia"]),
        ("text=SRI+WAHYUNI", ["CV Kurnia"]),
        ("text=%25", []),
        ("sector=wood", ["Mebel Jati"]),
        ("city=Klaten", ["Mebel Jati"]),
        ("stage=madya", ["CV Kurnia"]),
        ("sector=metal&city=Klaten", []),
        ("sector=nonsense&city=Atlantis", ["CV Kurnia", "Mebel Jati"]),
    ],
)
def test_index_is_narrowed_by_words_and_filters(
    client: FlaskClient, people: dict[str, User], query: str, found: list[str]
) -> None:
    mentor = people["mentor"]
    a_workshop(mentor, name="CV Kurnia", owner_name="Sri Wahyuni", stage="madya")
    a_workshop(mentor, name="Mebel Jati", sector="wood", city="Klaten", stage="mandiri")

    page = log_in(client, mentor).get(f"/workshops/?{query}").text

    assert names(page) == found
    assert ("Tidak ada yang cocok" in page) is (not found)


def test_index_is_narrowed_by_mentor_for_a_coordinator(
    client: FlaskClient, people: dict[str, User]
) -> None:
    a_workshop(people["mentor"], name="A Las")
    a_workshop(people["mentor2"], name="B Las")
    log_in(client, people["coordinator"])

    page = client.get(f"/workshops/?mentor={people['mentor2'].id}").text

    assert names(page) == ["B Las"]


def test_index_shows_fifty_and_then_more(client: FlaskClient, people: dict[str, User]) -> None:
    for number in range(53):
        a_workshop(people["mentor"], name=f"Bengkel {number:02d}")
    log_in(client, people["mentor"])

    page = client.get("/workshops/?sector=metal").text

    assert len(names(page)) == 50 and "53 usaha" in page
    assert "Tampilkan 3 usaha lagi" in page and "show=100&amp;sector=metal#n50" in page
    assert len(names(client.get("/workshops/?show=100").text)) == 53


@pytest.mark.parametrize(
    ("days", "words"), [(28, "Kunjungan 22 Des 2026"), (-3, "Kunjungan terlewat, 21 Nov 2026")]
)
@pytest.mark.usefixtures("on_the_day")
def test_index_tells_when_the_next_visit_is(
    client: FlaskClient, people: dict[str, User], days: int, words: str
) -> None:
    a_workshop(people["mentor"], next_visit_on=TODAY + timedelta(days=days))

    assert words in log_in(client, people["mentor"]).get("/workshops/").text


def test_index_asks_the_database_equally_often_for_one_and_for_many(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["coordinator"])
    sent = []
    for number in range(30):
        workshop = a_workshop(people["mentor"], people["mentor2"])
        an_action(an_audit(workshop, people["mentor"], all_at(2), number=f"A-{number}"))
        if number in (0, 29):
            with counted() as statements:
                client.get("/workshops/")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_show_tells_result_change_drafts_actions_and_facts(
    client: FlaskClient, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor, phone="+6281234567890", permits="NIB 12")
    before = TODAY - timedelta(days=30)
    an_audit(workshop, mentor, all_at(1), number="A-1", audited_on=before)
    last = an_audit(workshop, mentor, all_at(3), number="A-2")
    draft = an_audit(workshop, mentor, {"R1.1": 2})
    an_action(last, text="Pasang pelindung.")

    page = log_in(client, mentor).get(f"/workshops/{workshop.id}").text

    assert "75,0" in page and "naik 50,0" in page
    assert "1 dari 35 butir dinilai" in page and f"/audits/{draft.id}/sheet" in page
    assert "Pasang pelindung." in page
    assert "0812-3456-7890" in page and "NIB 12" in page
    assert f"/workshops/{workshop.id}/compare" in page


def test_show_tells_how_many_red_tags_wait(client: FlaskClient, people: dict[str, User]) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor)
    log_in(client, mentor)
    before = client.get(f"/workshops/{workshop.id}").text
    for days in (0, 4000):  # the page counts from the real day
        a_tag(workshop, mentor, days)
    a_tag(workshop, mentor, decision="buang")

    page = client.get(f"/workshops/{workshop.id}").text

    assert "Belum ada label merah." in before and "/red-tags/" in before
    assert "lewat 30 hari" in page and "2 belum diputuskan" in page and "1 buang" in page


def test_show_of_a_workshop_never_visited_offers_the_first_audit(
    client: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])

    page = log_in(client, people["mentor"]).get(f"/workshops/{workshop.id}").text

    assert "Belum pernah diaudit" in page
    assert f"/workshops/{workshop.id}/audits/new" in page
    assert "/compare" not in page


def test_show_of_an_audit_with_too_little_data_has_no_total(
    client: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    few = all_at(3) | dict.fromkeys(["R1.1", "R1.2", "R1.3"], "na")
    an_audit(workshop, people["mentor"], few, number="A-1")

    page = log_in(client, people["mentor"]).get(f"/workshops/{workshop.id}").text

    assert "Skor belum dapat dihitung" in page


def test_show_asks_the_database_equally_often_for_one_audit_and_for_many(
    client: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    log_in(client, people["mentor"])
    sent = []
    for number in range(30):
        an_action(an_audit(workshop, people["mentor"], all_at(2), number=f"A-{number}"))
        if number in (0, 29):
            with counted() as statements:
                client.get(f"/workshops/{workshop.id}")
            sent.append(len(statements))

    assert sent[0] == sent[1]


@pytest.mark.parametrize("page", ["", "/edit"])
def test_the_workshop_of_another_is_not_there(
    client: FlaskClient, people: dict[str, User], page: str
) -> None:
    workshop = a_workshop(people["mentor"])
    log_in(client, people["mentor2"])

    assert client.get(f"/workshops/{workshop.id}{page}").status_code == 404
    assert client.get(f"/workshops/{new_id()}{page}").status_code == 404


def test_show_leads_to_rechecks_and_photo_points(
    client: FlaskClient, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    here = f"/workshops/{workshop.id}"

    page = log_in(client, people["mentor"]).get(here).text

    assert f"{here}/rechecks/new" in page and f"{here}/photo-points/" in page
