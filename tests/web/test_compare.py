"""The comparison page and its PDF: which two, what changed, and what can't be compared."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from audit.domain.document import Answer, Document
from audit.extensions import writing
from audit.instruments import load
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases import comparing
from tests.answers import HISTORY, answers
from tests.closings import final, rated
from tests.factories import a_workshop, log_in
from tests.histories import a_history, commons, many, percents, printed
from tests.statements import counted

People = dict[str, User]


@pytest.fixture
def history(people: People, workshop: Workshop) -> list[Document]:
    return a_history(people["mentor"], workshop)


def address(workshop: Workshop, old: object = "", new: object = "", kind: str = "") -> str:
    return f"/workshops/{workshop.id}/compare{kind}?from={old}&to={new}"


def page_of(client: FlaskClient, workshop: Workshop, old: object, new: object) -> str:
    answer = client.get(address(workshop, old, new))
    assert answer.status_code == 200
    return answer.text


def chosen(page: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected>', page)


def test_baseline_and_last_unless_asked(
    mentor: FlaskClient, workshop: Workshop, history: list[Document]
) -> None:
    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert chosen(page) == [str(history[0].id), str(history[-1].id)]
    assert "naik 28,6" in page
    assert "(25,2 menjadi 53,8 pada 34 butir yang sama)" in page
    assert "57,4 persen" in page
    assert commons(page) == ["34/35", "7/7", "7/7", "7/7", "7/7", "6/7", "7/7"]


def test_page_and_pdf_say_the_same_digits(
    mentor: FlaskClient, workshop: Workshop, history: list[Document]
) -> None:
    page = page_of(mentor, workshop, history[1].id, history[2].id)
    answer = mentor.get(address(workshop, history[1].id, history[2].id, ".pdf"))
    paper = printed(answer.data)

    assert answer.content_type == "application/pdf"
    assert percents(page).keys() == {"R1", "R2", "R3", "R4", "R5", "K3"}
    assert all(text in paper for _, text in percents(page).values())
    for text in ("turun 16,4", "49,3", "32,9", "−21,4", "−28,5"):
        assert text in page
        assert text in paper


def test_the_two_stand_in_the_order_of_time(
    mentor: FlaskClient, workshop: Workshop, history: list[Document]
) -> None:
    page = page_of(mentor, workshop, history[4].id, history[1].id)

    assert chosen(page) == [str(history[1].id), str(history[4].id)]


def test_fallen_items_come_first_with_what_they_were(
    mentor: FlaskClient, workshop: Workshop, history: list[Document]
) -> None:
    page = page_of(mentor, workshop, history[1].id, history[2].id)

    ways = re.findall(r'class="pillar way (\w+)"', page)
    assert ways == [way for way in ("down", "up", "same", "apart") if way in ways]
    assert ways[0] == "down"
    first = page[page.index('way down"') :]
    assert "Paling banyak 3 barang tak terpakai terlihat, semuanya berlabel merah" in first
    assert "Paling banyak 10 barang tak terpakai terlihat." in first


def test_photos_of_the_same_item_stand_beside_each_other(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    for number, sha in enumerate(("a" * 64, "b" * 64)):
        photo = {"R1.1": Answer(score=3, note="x", photos=(sha,))}
        final(people["mentor"], workshop, answers=answers(HISTORY[number]) | photo)

    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert page.count("photo waiting") == 2
    assert "R1.1 pada 24 November 2026" in page


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("kind", ["", ".pdf"])
def test_an_audit_of_no_or_another_workshop_is_not_found(
    mentor: FlaskClient,
    people: People,
    workshop: Workshop,
    history: list[Document],
    name: str,
    kind: str,
) -> None:
    elsewhere = final(people["mentor"], a_workshop(people["mentor"])).document
    draft = rated(people["mentor"], workshop).document

    for asked in (uuid4(), elsewhere.id, draft.id, "x", "../1"):
        answer = mentor.get(f"/workshops/{workshop.id}/compare{kind}?{name}={asked}")
        assert answer.status_code == 404


def test_others_do_not_see_it(
    client: FlaskClient, people: People, workshop: Workshop, history: list[Document]
) -> None:
    other = log_in(client, people["mentor2"])

    assert other.get(address(workshop)).status_code == 404
    assert other.get(address(workshop, kind=".pdf")).status_code == 404


@pytest.mark.parametrize(("count", "said"), [(0, "Belum ada audit final"), (1, "acuan awal")])
def test_fewer_than_two_audits_are_told_kindly(
    mentor: FlaskClient, people: People, workshop: Workshop, count: int, said: str
) -> None:
    many(people["mentor"], workshop, count)

    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert "Belum ada yang dibandingkan" in page
    assert said in page
    assert mentor.get(address(workshop, kind=".pdf")).status_code == 302


def test_the_same_audit_twice_is_told_kindly(
    mentor: FlaskClient, workshop: Workshop, history: list[Document]
) -> None:
    same = history[2].id

    assert "Audit yang sama dipilih dua kali" in page_of(mentor, workshop, same, same)
    pdf = mentor.get(address(workshop, same, same, ".pdf") + "&workshop_id=1&_external=1")
    assert pdf.location == address(workshop, same, same)


def test_another_version_of_the_instrument_is_not_compared_item_by_item(
    mentor: FlaskClient,
    workshop: Workshop,
    history: list[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with writing() as session:
        session.get_one(Audit, history[0].id).instrument = "5r-ikm@2"
    monkeypatch.setattr(comparing, "load", lambda key: load(key.replace("@2", "@1")))

    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert "Tidak dapat dibandingkan per butir" in page
    assert "25,2" in page
    assert "way down" not in page


def test_who_rated_is_said_when_it_was_somebody_else(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    many(people["mentor"], workshop, 1)
    final(people["coordinator"], workshop)

    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert "Coordinator contoh" in page
    assert "Pendamping kedua audit berbeda" in page


def test_english(mentor: FlaskClient, workshop: Workshop, history: list[Document]) -> None:
    with mentor.session_transaction() as kept:
        kept["language"] = "en"

    page = mentor.get(f"/workshops/{workshop.id}/compare").text

    assert '<html lang="en">' in page
    assert "+39.3" in page
    assert "Unneeded things in the work area" in page


def test_statements_do_not_grow_with_audits(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    busy = a_workshop(people["mentor"])
    many(people["mentor"], workshop, 2)
    many(people["mentor"], busy, 40)

    with counted() as short:
        mentor.get(address(workshop))
    with counted() as long:
        mentor.get(address(busy))

    assert len(short) == len(long)
