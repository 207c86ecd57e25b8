"""Sharing an audit: the message is shown, may be changed, and leads to WhatsApp."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from audit.usecases.sharing import opened
from tests.closings import NOON, final, rated, send
from tests.factories import a_workshop, log_in

People = dict[str, User]


@pytest.fixture
def workshop(people: People) -> Workshop:
    return a_workshop(people["mentor"], phone="+6281234567890")


@pytest.fixture
def audit(people: People, workshop: Workshop) -> Document:
    return final(people["mentor"], workshop).document


def proposed(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", page, re.DOTALL)
    assert found
    return found.group(1)


def shared(mentor: FlaskClient, audit: Document, lang: str = "id", **fields: Any) -> str:
    """Where sending the message leads."""
    answer = send(mentor, f"/audits/{audit.id}/share?lang={lang}", **fields)
    assert answer.status_code == 303
    return answer.headers["Location"]


def links(session: Session) -> int:
    session.rollback()
    return session.scalars(sa.select(sa.func.count()).select_from(Share)).one()


def test_share_shows_five_lines_and_makes_no_link_yet(
    mentor: FlaskClient, session: Session, audit: Document
) -> None:
    text = proposed(mentor.get(f"/audits/{audit.id}/share").text)

    assert len(text.split("\n")) == 5
    assert "skor 55,0 dari 100" in text and text.endswith(": [tautan]")
    assert links(session) == 0


def test_share_opens_whatsapp_at_the_number_with_the_link_in_the_text(
    mentor: FlaskClient, session: Session, workshop: Workshop, audit: Document
) -> None:
    led = urlsplit(shared(mentor, audit, text="Halo Bu,\r\nlihat [tautan]"))

    text = parse_qs(led.query)["text"][0]
    assert re.fullmatch(r"Halo Bu,\nlihat http://localhost/s/[\w-]{22}", text)
    address, token = text.split()[-1], text[-22:]
    assert (led.scheme, led.netloc, led.path) == ("https", "wa.me", "/6281234567890")
    assert opened(session, token, NOON).workshop_id == workshop.id
    assert opened(session, token, NOON).purpose == "whatsapp"
    assert mentor.get(address).status_code == 200


def test_share_without_a_number_lets_whatsapp_ask(mentor: FlaskClient, people: People) -> None:
    audit = final(people["mentor"], a_workshop(people["mentor"])).document

    assert "Nomor telepon usaha belum ditulis" in mentor.get(f"/audits/{audit.id}/share").text
    assert shared(mentor, audit, text="a&b=c").startswith("https://wa.me/?text=a%26b%3Dc")


def test_share_sends_what_the_mentor_left_and_no_link_that_he_took_out(
    mentor: FlaskClient, session: Session, audit: Document
) -> None:
    assert shared(mentor, audit, text="Selamat!").endswith("?text=Selamat%21")
    assert links(session) == 0


def test_each_share_has_a_link_of_its_own(
    mentor: FlaskClient, session: Session, audit: Document
) -> None:
    assert len({shared(mentor, audit, text="[tautan]") for _ in range(3)}) == 3
    assert links(session) == 3


def test_share_speaks_english_when_asked(mentor: FlaskClient, audit: Document) -> None:
    page = mentor.get(f"/audits/{audit.id}/share?lang=en").text

    assert "55.0" in proposed(page) and proposed(page).endswith("[link]")
    assert parse_qs(urlsplit(shared(mentor, audit, "en", text="[link]")).query)["text"][0].endswith(
        "?lang=en"
    )


def test_share_gives_the_text_itself_to_the_script(
    mentor: FlaskClient, session: Session, audit: Document
) -> None:
    answer = send(mentor, f"/audits/{audit.id}/share", text="Ini [tautan]", file="1")

    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert re.fullmatch(r"Ini http://localhost/s/[\w-]{22}", answer.text)
    assert links(session) == 1


def test_share_refused_loses_no_word(
    mentor: FlaskClient, session: Session, audit: Document
) -> None:
    long = "x" * 1600 + "[tautan]"

    answer = send(mentor, f"/audits/{audit.id}/share", text=long)

    assert answer.status_code == 422
    assert proposed(answer.text) == long and "Paling banyak 1500 huruf" in answer.text
    assert links(session) == 0


def test_only_this_form_may_lead_to_whatsapp(mentor: FlaskClient, audit: Document) -> None:
    here = f"/audits/{audit.id}"
    policies = [
        mentor.get(page).headers["Content-Security-Policy"] for page in (f"{here}/share", here)
    ]

    assert "form-action 'self' https://wa.me https://api.whatsapp.com" in policies[0]
    assert "wa.me" not in policies[1]


def test_a_draft_can_not_be_shared(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    draft = rated(people["mentor"], workshop).document

    assert mentor.get(f"/audits/{draft.id}/share").status_code == 404
    assert "/share" not in mentor.get(f"/audits/{draft.id}").text


def test_the_result_leads_to_share(mentor: FlaskClient, audit: Document) -> None:
    assert f'href="/audits/{audit.id}/share"' in mentor.get(f"/audits/{audit.id}").text


def test_share_is_not_open_to_others(client: FlaskClient, people: People, audit: Document) -> None:
    assert log_in(client, people["mentor2"]).get(f"/audits/{audit.id}/share").status_code == 404
