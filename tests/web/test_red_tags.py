"""Red tags on screen: attached in few taps, decided in one, printed, kept from others."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.domain.red_tags import DECISIONS
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.red_tags import RedTag
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from audit.web import red_tags as web
from tests.factories import TODAY, a_workshop, csrf_token, log_in
from tests.report.test_pdf import text
from tests.statements import counted
from tests.tags import a_tag
from tests.web.audits.sheets import a_jpeg, upload

pytestmark = pytest.mark.usefixtures("on_the_day")

People = dict[str, User]
HOSTILE = "<script>alert(1)</script>\"'&"


def address(workshop: Workshop, rest: object = "") -> str:
    return f"/workshops/{workshop.id}/red-tags/{rest}"


def send(client: FlaskClient, page: str, act: str = "", **fields: Any) -> TestResponse:
    """Fill in a form of a page and send it."""
    shown = client.get(page).text
    key = re.search(r'name="new_id"[^>]*value="([^"]+)"', shown)
    known = {"csrf_token": csrf_token(shown), "new_id": key.group(1) if key else ""}
    return client.post(f"{page}{act}", data=known | fields)


def printed(client: FlaskClient, workshop: Workshop, *tags: object) -> TestResponse:
    """Press the button that prints tags, with these ticked."""
    token = csrf_token(client.get("/workshops/add").text)
    data = {"csrf_token": token, "tag": [str(tag) for tag in tags]}
    return client.post(address(workshop, "labels.pdf"), data=data)


def names(page: str) -> list[str]:
    return re.findall(r'class="whole"[^>]*>([^<]+)<', page)


def kept(page: str) -> str:
    found = re.search(r'name="kept"[^>]*value="([0-9a-f]*)"', page)
    assert found
    return found[1]


def test_an_empty_list_explains_the_method(mentor: FlaskClient, workshop: Workshop) -> None:
    page = mentor.get(address(workshop)).text

    assert "Tempelkan label merah pada setiap barang yang diragukan gunanya" in page
    assert address(workshop, "add") in page
    assert "labels.pdf" not in page


def test_a_tag_is_attached_with_all_that_is_known(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    answer = send(
        mentor,
        address(workshop, "add"),
        name="Mesin bor",
        quantity="1 unit",
        area="Produksi",
        usual="rusak",
        own="motornya terbakar",
        photo=upload(a_jpeg()),
    )

    assert answer.location == address(workshop)
    tag = session.query(RedTag).one()
    assert (tag.number, tag.name, tag.reason) == (1, "Mesin bor", "rusak, motornya terbakar")
    assert (tag.tagged_on, tag.tagged_by_id) == (TODAY, people["mentor"].id)
    page = mentor.get(address(workshop)).text
    assert names(page) == ["Mesin bor"]
    assert "30 hari lagi" in page and f"/api/v1/photos/{tag.photo}" in page
    assert mentor.get(f"/api/v1/photos/{tag.photo}").status_code == 200


def test_the_next_tag_begins_in_the_same_area(mentor: FlaskClient, workshop: Workshop) -> None:
    answer = send(mentor, address(workshop, "add"), name="Ember", area="Gudang alat", to="again")

    assert answer.location == address(workshop, "add?area=Gudang+alat")
    page = mentor.get(answer.location).text
    assert 'value="Gudang alat"' in page and 'value="Produksi"' in page


def test_a_form_sent_twice_makes_one_tag(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    shown = mentor.get(address(workshop, "add")).text
    key = re.search(r'name="new_id"[^>]*value="([^"]+)"', shown)
    assert key
    for _ in range(2):
        data = {"csrf_token": csrf_token(shown), "new_id": key[1], "name": "Ember"}
        assert mentor.post(address(workshop, "add"), data=data).status_code == 302

    assert session.query(RedTag).count() == 1


def test_a_refused_form_gives_everything_back_with_its_photo(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    page = address(workshop, "add")
    answer = send(mentor, page, name="", own=HOSTILE, usual="berlebih", photo=upload(a_jpeg()))

    assert answer.status_code == 422
    assert "Tulis nama barangnya." in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text and "<script>alert" not in answer.text
    assert re.search(r'<input checked[^>]*value="berlebih"', answer.text)
    sha = kept(answer.text)
    assert len(sha) == 64
    assert session.query(RedTag).count() == 0

    send(mentor, page, name="Ember", kept=sha)
    session.rollback()
    assert session.query(RedTag).one().photo == sha


def test_what_is_no_photo_is_told_and_the_texts_come_back(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    answer = send(mentor, address(workshop, "add"), name="Ember", photo=upload(b"no picture"))

    assert answer.status_code == 422
    assert "Berkas ini bukan foto." in answer.text and 'value="Ember"' in answer.text
    assert session.query(RedTag).count() == 0


def test_the_photo_of_another_is_not_to_be_had(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    assert send(mentor, address(workshop, "add"), name="x", kept="b" * 64).status_code == 404
    assert session.query(RedTag).count() == 0


def test_the_list_begins_with_what_is_late_and_says_so_in_words(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    for name, days, more in (
        ("baru", 0, {}),
        ("lama", 45, {}),
        ("terjual", 90, {"decision": "jual"}),
        ("hari terakhir", 30, {}),
    ):
        a_tag(workshop, people["mentor"], days, name=name, **more)

    page = mentor.get(address(workshop)).text

    assert names(page) == ["lama", "hari terakhir", "baru", "terjual"]
    assert "terlambat 15 hari" in page and "hari ini" in page
    totals = re.findall(r"<b>(\d+)</b><span>(?:<svg.*?</svg>)?([^<]+)</span>", page, re.DOTALL)
    assert totals[:3] == [("4", "semua"), ("3", "belum diputuskan"), ("1", "lewat 30 hari")]
    assert ("1", "jual") in totals
    for only, found in {
        "late": ["lama"],
        "open": ["lama", "hari terakhir", "baru"],
        "jual": ["terjual"],
        "buang": [],
        "nonsense": ["lama", "hari terakhir", "baru", "terjual"],
    }.items():
        assert names(mentor.get(address(workshop, f"?only={only}")).text) == found


def test_a_long_list_is_shown_in_parts(
    mentor: FlaskClient, people: People, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "PAGE", 2)
    for _ in range(3):
        a_tag(workshop, people["mentor"])

    page = mentor.get(address(workshop, "?only=open")).text

    assert len(names(page)) == 2
    assert "only=open&amp;show=4" in page
    whole = mentor.get(address(workshop, "?show=4")).text
    assert len(names(whole)) == 3 and "Tampilkan lebih banyak" not in whole


@pytest.mark.parametrize("word", DECISIONS)
def test_one_tap_decides(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session, word: str
) -> None:
    tag = a_tag(workshop, people["mentor"], 3)
    page = address(workshop, tag.id)
    assert f'name="decision" value="{word}"' in mentor.get(page).text

    answer = send(mentor, page, "/decide", decision=word)

    assert answer.location == address(workshop)
    session.rollback()
    found = session.get_one(RedTag, tag.id)
    assert (found.decision, found.decided_on) == (word, TODAY)


def test_a_decision_that_is_refused_comes_back_with_its_note(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    page = address(workshop, a_tag(workshop, people["mentor"]).id)

    answer = send(mentor, page, "/decide", decision="jual", note=HOSTILE, decided_on="2026-11-25")

    assert answer.status_code == 422
    assert "Tanggal ini belum tiba." in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text and "<script>alert" not in answer.text


def test_a_decision_of_somebody_else_stands(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    tag = a_tag(workshop, people["mentor"], decision="jual")
    page = address(workshop, tag.id)

    answer = send(mentor, page, "/decide", decision="buang")

    assert "sudah diputuskan orang lain" in mentor.get(answer.location or "").text
    session.rollback()
    assert session.get_one(RedTag, tag.id).decision == "jual"


def test_a_decision_is_taken_back_with_a_reason(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    tag = a_tag(workshop, people["mentor"], decision="jual")
    page = address(workshop, tag.id)
    refused = send(mentor, page, "/reopen", why=" ")

    answer = send(mentor, page, "/reopen", why="Pembeli batal.")

    assert refused.status_code == 422 and "Tulis mengapa keputusan ini ditarik." in refused.text
    shown = mentor.get(answer.location or "").text
    assert "sebelumnya jual: Pembeli batal." in shown and "Mau diapakan barang ini?" in shown
    session.rollback()
    assert session.get_one(RedTag, tag.id).decision is None


def test_a_tag_is_mended_and_keeps_or_drops_its_photo(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    send(mentor, address(workshop, "add"), name="Ember", photo=upload(a_jpeg()))
    tag = session.query(RedTag).one()
    page, sha = address(workshop, tag.id), tag.photo
    assert kept(mentor.get(page).text) == sha

    assert send(mentor, page, name="Ember besar", kept=sha).status_code == 302
    session.rollback()
    assert (session.get_one(RedTag, tag.id).name, tag.photo) == ("Ember besar", sha)
    send(mentor, page, name="Ember", kept=sha, drop="y")
    session.rollback()
    assert session.get_one(RedTag, tag.id).photo is None
    refused = send(mentor, page, name="", area="Kantor")
    assert refused.status_code == 422 and 'value="Kantor"' in refused.text


def test_what_people_typed_is_shown_as_they_typed_it(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    texts: dict[str, Any] = dict.fromkeys(("name", "quantity", "area", "reason", "note"), HOSTILE)
    tag = a_tag(workshop, people["mentor"], **texts)

    for page in (address(workshop), address(workshop, tag.id)):
        shown = mentor.get(page).text
        assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown


def test_the_tags_asked_for_are_printed_or_all_that_wait(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    user = people["mentor"]
    first, second = (a_tag(workshop, user, name=f"Barang {n}") for n in "ab")
    a_tag(workshop, user, name="Barang c", decision="jual")
    other = a_tag(a_workshop(user), user, name="Barang lain")

    every = printed(mentor, workshop)
    one = printed(mentor, workshop, second.id, other.id)

    assert every.content_type == "application/pdf"
    assert "label-merah-cv-kurnia-teknik-2026-11-24.pdf" in every.headers["Content-Disposition"]
    assert re.findall(r"Barang (\w+)", text(every.data)) == ["a", "b"]
    assert re.findall(r"Barang (\w+)", text(one.data)) == ["b"]
    assert printed(mentor, workshop, "x").status_code == 404
    assert first.number != second.number


def test_without_tags_to_print_the_list_says_so(mentor: FlaskClient, workshop: Workshop) -> None:
    printed(mentor, workshop)

    answer = mentor.get(address(workshop))

    assert "Belum ada label merah untuk dicetak." in answer.text


def test_each_sheet_gets_a_link_of_its_own(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    a_tag(workshop, people["mentor"])

    sheets = [printed(mentor, workshop), printed(mentor, workshop)]

    links = session.scalars(sa.select(Share)).all()
    assert [sheet.headers["Cache-Control"] for sheet in sheets] == ["no-store"] * 2
    assert [link.purpose for link in links] == ["red_tag"] * 2
    assert len({link.token_sha256 for link in links}) == 2


def test_no_link_is_made_where_nothing_is_printed(
    mentor: FlaskClient, workshop: Workshop, session: Session
) -> None:
    printed(mentor, workshop)

    assert session.scalars(sa.select(Share)).all() == []


def test_a_workshop_that_is_not_mentored_any_more_shows_its_tags(
    mentor: FlaskClient, people: People
) -> None:
    closed = a_workshop(people["mentor"], active=False)
    tag = a_tag(closed, people["mentor"])

    for rest in ("", tag.id, "add"):
        assert mentor.get(address(closed, rest)).status_code == 200
    assert printed(mentor, closed).status_code == 200


PLACES = ["", "add", "labels.pdf", "{tag}", "{tag}/decide", "{tag}/reopen"]


@pytest.mark.parametrize("rest", PLACES)
def test_strangers_are_asked_to_log_in(
    client: FlaskClient, people: People, workshop: Workshop, rest: str
) -> None:
    tag = a_tag(workshop, people["mentor"])

    answer = client.get(address(workshop, rest.format(tag=tag.id)))

    assert answer.status_code in (302, 405)
    assert "/login" in (answer.location or "/login")


@pytest.mark.parametrize(
    ("rest", "own"),
    # Through a workshop of one's own one can only name the tag.
    [*((rest, False) for rest in PLACES), *((rest, True) for rest in PLACES[3:])],
)
def test_the_tags_of_another_mentor_are_not_there(
    client: FlaskClient, people: People, workshop: Workshop, session: Session, rest: str, own: bool
) -> None:
    tag = a_tag(workshop, people["mentor"], name="rahasia", decision="jual")
    place = a_workshop(people["mentor2"]) if own else workshop
    other = log_in(client, people["mentor2"])
    token = csrf_token(other.get("/workshops/add").text)
    sent = {"csrf_token": token, "name": "x", "why": "x", "decision": "buang"}

    answers = [
        other.get(address(place, rest.format(tag=tag.id))),
        other.post(address(place, rest.format(tag=tag.id)), data=sent),
    ]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert not any("rahasia" in answer.text for answer in answers)
    session.rollback()
    assert [(t.name, t.decision) for t in session.query(RedTag)] == [("rahasia", "jual")]


def test_an_unknown_tag_is_not_there(mentor: FlaskClient, workshop: Workshop) -> None:
    assert mentor.get(address(workshop, new_id())).status_code == 404


@pytest.mark.parametrize("rest", ["", "{tag}"])
def test_statements_do_not_grow_with_tags(
    mentor: FlaskClient, people: People, workshop: Workshop, rest: str
) -> None:
    sent = []
    for number in range(25):
        tag = a_tag(workshop, people["mentor"], number, reason="x")
        if number in (0, 24):
            with counted() as statements:
                answer = mentor.get(address(workshop, rest.format(tag=tag.id)))
            assert answer.status_code == 200
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_a_photo_that_is_still_on_a_tablet_is_told(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    tag = a_tag(workshop, people["mentor"], photo="a" * 64)

    for rest in ("", tag.id):
        shown = mentor.get(address(workshop, rest)).text
        assert "foto menunggu" in shown and f"photos/{'a' * 64}" not in shown
