"""The owner's page: what it shows, what it never shows, and what it weighs."""

import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import Answer, Remarks
from audit.extensions import photo_store, writing
from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.pictures import clean_jpeg
from audit.storage.workshops import Workshop
from tests.answers import HISTORY, answers
from tests.closings import NOON, a_picture, final
from tests.factories import TODAY, a_workshop, log_in
from tests.rows import an_action, an_audit
from tests.statements import counted
from tests.web.owner_link.links import QUARTER, a_link, revoked, share_of, uses

People = dict[str, User]
SLOW_LINE = 60_000
"""Bytes of the first load: seven and a half seconds at 64 kbit/s."""
PRIVATE = "bahas subsidi dengan koordinator"


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_owner_sees_result_actions_and_progress(
    client: FlaskClient, audit: Audit, token: str
) -> None:
    an_action(audit, text="Pasang pelindung.", due_on=TODAY - timedelta(days=3))
    an_action(audit, text="Tempel denah.", state="closed", closed_on=TODAY, item="R2.2")
    an_action(audit, text="Cat garis lantai.", chosen=False, item="R2.3")

    said = words(client.get(f"/s/{token}").text)

    assert "CV Kurnia Teknik" in said and "75,0 / 100" in said and "Baik" in said
    assert "1 dari 2 ditutup" in said
    assert "1 tindakan lain" in said and "1 tindakan ditutup" in said
    assert "PIC Kepala bengkel" in said and "terlambat 3 hari" in said and "terbuka" in said


def test_it_says_how_the_score_moved(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    for day, given in ((6, HISTORY[3]), (48, HISTORY[4])):
        day_of = date(2026, 9, 1) + timedelta(days=day)
        final(people["mentor"], workshop, answers=answers(given), audited_on=day_of)

    page = client.get(f"/s/{token}").text

    assert "naik 7,9 dari audit lalu" in words(page)
    assert 'data-percent="total" data-state="final">55,0<' in page
    assert 'data-common="35/35"' in page


def test_a_workshop_without_a_result_says_so(client: FlaskClient, token: str) -> None:
    page = client.get(f"/s/{token}").text

    assert "Belum ada hasil audit." in page
    assert "report.pdf" not in page
    assert client.get(f"/s/{token}/report.pdf").status_code == 404


def test_it_knows_nothing_of_drafts_nor_of_other_workshops(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    other = a_workshop(people["mentor"], name="Rahasia Las")
    an_action(an_audit(other, people["mentor"], number="A-9"), text="Rahasia Las")
    an_audit(workshop, people["mentor"])

    page = client.get(f"/s/{token}").text

    assert "Rahasia" not in page
    assert "Belum ada hasil audit." in page


def test_no_note_of_the_mentor_is_on_the_page(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    remarks = Remarks(mentor="Catatan pendamping.", owner="Setuju.", private=PRIVATE)
    final(people["mentor"], workshop, remarks=remarks)

    page = client.get(f"/s/{token}").text

    assert PRIVATE not in page and "Catatan pendamping." not in page
    assert people["mentor"].name not in page and people["mentor"].email not in page


def test_the_report_opens_without_private_remarks(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    final(people["mentor"], workshop, remarks=Remarks(private=PRIVATE))

    answer = client.get(f"/s/{token}/report.pdf")

    assert answer.content_type == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(BytesIO(answer.data)) as pdf:
        inside = pdf.attachments["audit.json"].get_file().read_bytes()
    assert PRIVATE.encode() not in inside + answer.data
    assert uses(token) == ["report"]


@pytest.mark.parametrize("path", ["", "/report.pdf", f"/photos/{'a' * 64}", "/anything"])
@pytest.mark.parametrize("link", ["good", "guessed"])
def test_nobody_lists_keeps_or_follows_these_pages(
    client: FlaskClient, audit: Audit, token: str, path: str, link: str
) -> None:
    answer = client.get(f"/s/{token if link == 'good' else 'A' * 22}{path}")

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    if answer.mimetype == "text/html":
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_other_pages_keep_their_own_policy(client: FlaskClient) -> None:
    assert client.get("/login").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("logged_in", [True, False])
def test_no_cookie_is_set(
    client: FlaskClient, people: People, audit: Audit, token: str, logged_in: bool
) -> None:
    an_action(audit)
    if logged_in:
        log_in(client, people["mentor"])

    answers = [client.get(f"/s/{link}") for link in (token, "A" * 22)]

    assert [answer.headers.getlist("Set-Cookie") for answer in answers] == [[], []]


def test_whatever_is_wrong_with_a_link_the_page_is_the_same(
    client: FlaskClient, people: People, workshop: Workshop, audit: Audit, token: str
) -> None:
    mentor = people["mentor"]
    altered = ("B" if token[0] == "A" else "A") + token[1:]
    wrong = [altered, token[:-1], f"{token}/", "A" * 22, "x", revoked(mentor, token)]
    pages = [client.get(f"/s/{link}") for link in wrong]
    fresh = a_link(mentor, workshop)
    pages += [client.get(f"/s/{fresh}/photos/{'a' * 64}"), client.get(f"/s/{altered}/report.pdf")]
    with time_machine.travel(NOON + QUARTER):
        pages.append(client.get(f"/s/{fresh}"))

    assert {page.status_code for page in pages} == {404}
    assert len({page.data for page in pages}) == 1
    assert len({tuple(sorted(page.headers.items())) for page in pages}) == 1
    assert "CV Kurnia" not in pages[0].text


def test_a_link_ends_after_90_days(client: FlaskClient, token: str) -> None:
    for days, status in ((89, 200), (90, 404)):
        with time_machine.travel(NOON + timedelta(days=days)):
            assert client.get(f"/s/{token}").status_code == status


def test_each_use_is_kept_but_not_a_question_for_headers(client: FlaskClient, token: str) -> None:
    client.get(f"/s/{token}")
    client.head(f"/s/{token}")
    client.get(f"/s/{token}", headers={"User-Agent": "WhatsApp/2.23.20.0"})

    assert uses(token) == ["opened", "previewed"]


def test_the_address_tells_the_language(client: FlaskClient, token: str) -> None:
    pages = [client.get(f"/s/{token}{rest}").text for rest in ("", "?lang=en", "?lang=xx")]

    assert [re.findall(r'<html lang="(\w+)"', page) for page in pages] == [["id"], ["en"], ["id"]]


def a_photo(workshop: Workshop, ink: str) -> str:
    """A stored photo that the workshop shows."""
    sha256 = photo_store().put(clean_jpeg(a_picture(ink)))
    with writing() as session:
        uploads.attach(session, workshop.id, [sha256])
    return sha256


def test_photos_come_only_if_an_action_names_them(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    named, other = a_photo(workshop, "red"), a_photo(workshop, "blue")
    given = answers(HISTORY[4]) | {"R2.6": Answer(score=1, note="x", photos=(named,))}
    final(people["mentor"], workshop, answers=given)

    page = client.get(f"/s/{token}").text
    small = client.get(f"/s/{token}/photos/{named}?size=320")

    assert f"/s/{token}/photos/{named}?size=320" in page
    assert (small.status_code, small.content_type) == (200, "image/jpeg")
    assert small.headers["Cache-Control"] == "private, max-age=86400"
    assert client.get(f"/s/{token}/photos/{other}").status_code == 404
    assert client.get(f"/s/{token}/photos/{named}?size=5000").status_code == 404
    stranger = a_link(people["mentor2"], a_workshop(people["mentor2"]))
    assert client.get(f"/s/{stranger}/photos/{named}").status_code == 404


def test_the_first_load_fits_a_slow_line(
    client: FlaskClient, people: People, workshop: Workshop, token: str
) -> None:
    final(people["mentor"], workshop)
    packed = {"Accept-Encoding": "gzip"}

    first = client.get(f"/s/{token}", headers=packed)
    page = client.get(f"/s/{token}").text
    named = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"', page)
    parts = {address: client.get(address, headers=packed) for address in named}
    styles = "".join(client.get(a).text for a in named if a.endswith(".css"))
    parts |= {
        address: client.get(f"/static/css/{address}", headers=packed)
        for address in re.findall(r"url\(\"?([^)\"]+)", styles)
    }
    headers = sum(len(f"{k}: {v}\r\n") for a in (first, *parts.values()) for k, v in a.headers)

    assert {part.status_code for part in parts.values()} == {200}
    assert len(first.data) + sum(len(p.data) for p in parts.values()) + headers <= SLOW_LINE
    assert "<script" not in page and "woff" not in "".join(parts)


def test_the_page_asks_the_database_equally_often_for_one_and_for_many(
    app: Flask, client: FlaskClient, audit: Audit, token: str
) -> None:
    sent = []
    for number in range(30):
        an_action(audit, item=f"R2.{number % 7 + 1}")
        if number in (0, 29):
            with counted() as statements:
                client.get(f"/s/{token}")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_the_page_says_until_when_it_works(client: FlaskClient, token: str) -> None:
    until = share_of(token).expires_at.date()

    assert until == TODAY + QUARTER
    assert "berlaku sampai 22 Februari 2027" in client.get(f"/s/{token}").text
