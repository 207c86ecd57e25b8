"""The board: what it shows, how it is narrowed, and that it is as quick with very many."""

import re
from datetime import timedelta
from time import perf_counter

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_workshop, log_in
from tests.rows import an_action, an_audit, many_actions
from tests.statements import counted

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


def texts(page: str) -> list[str]:
    """The actions on the board, in order."""
    return re.findall(r'class="whole"[^>]*>([^<]+)<', page)


def count_of(page: str, status: str) -> int:
    """The number beside a status."""
    found = re.search(rf">{status} <b>(\d+)</b>", page)
    assert found, status
    return int(found[1])


def test_index_asks_strangers_to_log_in(client: FlaskClient) -> None:
    answer = client.get("/actions/")

    assert (answer.status_code, answer.location) == (302, "/login?next=/actions/")


def test_index_shows_what_is_left_to_do_and_links_to_each(
    mentor: FlaskClient, audit: Audit, workshop: Workshop
) -> None:
    soon = an_action(audit, text="Cat garis.", due_on=TODAY + timedelta(days=2))
    late = an_action(audit, text="Pasang pelindung.", due_on=TODAY - timedelta(days=5), repeat=3)
    an_action(audit, text="Sudah.", state="closed", closed_on=TODAY)

    page = mentor.get("/actions/").text

    assert texts(page) == ["Pasang pelindung.", "Cat garis."]
    assert "terlambat 5 hari" in page and "berulang 3 kali" in page and workshop.name in page
    assert f'href="/actions/{late.id}"' in page and f'href="/actions/{soon.id}"' in page
    assert count_of(page, "belum selesai") == 2
    assert count_of(page, "terlambat") == 1
    assert count_of(page, "ditutup") == 1


def test_index_is_in_the_menu(mentor: FlaskClient) -> None:
    assert 'href="/actions/">Tindakan' in mentor.get("/").text
    assert 'href="/actions/" aria-current="page">Tindakan' in mentor.get("/actions/").text


def test_index_without_actions_says_where_they_come_from(mentor: FlaskClient) -> None:
    assert "Tidak ada tindakan yang menunggu" in mentor.get("/actions/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A", "B", "C"]),
        ("status=overdue", ["A"]),
        ("status=reported", ["B"]),
        ("status=closed", ["D"]),
        ("status=cancelled", []),
        ("due=week", ["B"]),
        ("due=overdue", ["A"]),
        ("pic=sri", ["C"]),
        ("pic=%25", []),
        ("status=reported&pic=sri", []),
        ("status=nonsense&due=nonsense&workshop=nonsense&page=-4", ["A", "B", "C"]),
    ],
)
def test_index_is_narrowed(mentor: FlaskClient, audit: Audit, query: str, found: list[str]) -> None:
    an_action(audit, text="A", due_on=TODAY - timedelta(days=1))
    an_action(audit, text="B", state="reported", due_on=TODAY)
    an_action(audit, text="C", pic="Ibu Sri", due_on=TODAY + timedelta(days=30))
    an_action(audit, text="D", state="closed", closed_on=TODAY)

    page = mentor.get(f"/actions/?{query}").text

    assert texts(page) == found
    assert ("Tidak ada yang cocok" in page) is (not found)


def test_index_is_narrowed_by_workshop_and_keeps_that_in_its_links(
    mentor: FlaskClient, people: People, audit: Audit
) -> None:
    elsewhere = a_workshop(people["mentor"], name="UD Laras Besi")
    an_action(an_audit(elsewhere, people["mentor"], number="A-2"), text="Di sana")
    an_action(audit, text="Di sini")

    page = mentor.get(f"/actions/?workshop={elsewhere.id}").text

    assert texts(page) == ["Di sana"]
    assert f"/actions/?status=reported&amp;workshop={elsewhere.id}" in page
    assert count_of(page, "belum selesai") == 1


def test_index_shows_nothing_of_other_mentors(
    app: Flask, people: People, audit: Audit, workshop: Workshop
) -> None:
    an_action(audit, text="Rahasia")
    other = log_in(app.test_client(), people["mentor2"])

    for query in ("", f"?workshop={workshop.id}", "?pic=Kepala"):
        page = other.get(f"/actions/{query}").text
        assert texts(page) == [] and workshop.name not in page and "Kepala bengkel" not in page
    for name in ("admin", "coordinator"):
        page = log_in(app.test_client(), people[name]).get("/actions/").text
        assert texts(page) == ["Rahasia"]


def test_index_has_pages(mentor: FlaskClient, audit: Audit) -> None:
    many_actions([audit], 200)

    first, last = mentor.get("/actions/").text, mentor.get("/actions/?page=3").text

    assert len(texts(first)) == 50 and len(texts(last)) == 20
    assert 'rel="next" href="/actions/?page=2"' in first and 'rel="prev"' not in first
    assert 'rel="prev" href="/actions/?page=2"' in last and 'rel="next"' not in last
    assert "Halaman 3 dari 3" in last
    assert texts(mentor.get("/actions/?page=99").text) == texts(last)


@pytest.mark.parametrize("who", ["mentor", "coordinator"])
def test_index_of_ten_thousand_asks_as_often_and_answers_quickly(
    client: FlaskClient, people: People, audit: Audit, action: Action, who: str
) -> None:
    log_in(client, people[who])
    audits = [audit]
    many_actions(audits, 9)
    with counted() as few:
        assert client.get("/actions/").status_code == 200

    workshops = [a_workshop(people["mentor"], name=f"Bengkel {n:02d}") for n in range(40)]
    audits += [an_audit(w, people["mentor"], number=f"B-{n}") for n, w in enumerate(workshops)]
    many_actions(audits, 10_000)
    with counted() as many:
        began = perf_counter()
        page = client.get("/actions/").text
        took = perf_counter() - began

    assert count_of(page, "belum selesai") > 5_000
    assert len(texts(page)) == 50
    assert len(many) == len(few)
    assert took < 0.5
