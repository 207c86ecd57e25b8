"""What the owner says through the link: begun, done; what is refused comes back."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.acting import Step, Taker, take_step
from tests.closings import NOON, a_picture
from tests.factories import TODAY, a_workshop
from tests.rows import an_action, an_audit
from tests.web.owner_link.links import revoked, share_of, uses

People = dict[str, User]
NOTE = "Pelindung sudah dipasang."


@pytest.fixture
def action(audit: Audit) -> Action:
    return an_action(audit)


def sent(
    client: FlaskClient, token: str, action: Action, headers: Any = None, **fields: Any
) -> TestResponse:
    given = {"step": "reported", "seen": "open"} | fields
    return client.post(f"/s/{token}/actions/{action.id}", data=given, headers=headers)


def now(session: Session, action: Action) -> Action:
    session.rollback()
    return session.get_one(Action, action.id)


def test_done_with_a_note_waits_for_the_mentor(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, note=f"  {NOTE}\r\n")

    assert answer.status_code == 303
    assert answer.location == f"/s/{token}?saved=reported#saved"
    row = now(session, action)
    (step,) = row.steps
    assert (row.state, row.closed_on) == ("reported", None)
    assert (step.note, step.by_id, step.share_id) == (NOTE, None, share_of(token).id)
    assert uses(token) == ["reported"]
    page = client.get(answer.location).text
    assert "Terima kasih. Pendamping akan memeriksanya." in page
    assert "menunggu verifikasi" in page and "Sudah dikerjakan</summary>" not in page


def test_done_with_a_photo_shows_it(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, photo=(io.BytesIO(a_picture()), "foto.png"))

    (step,) = now(session, action).steps
    (sha256,) = step.photos
    assert answer.status_code == 303
    assert f"/s/{token}/photos/{sha256}?size=320" in client.get(f"/s/{token}").text
    assert client.get(f"/s/{token}/photos/{sha256}").status_code == 200


def test_begun_needs_nothing(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, step="in_progress")

    assert answer.status_code == 303
    assert now(session, action).state == "in_progress"
    assert uses(token) == ["started"]
    assert "Tercatat: tindakan mulai dikerjakan." in client.get(answer.location).text


def test_done_needs_a_note_or_a_photo(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, note="  ")

    assert answer.status_code == 422
    assert "Tulis catatan atau pilih foto dulu" in answer.text
    assert now(session, action).state == "open"
    assert uses(token) == []


@pytest.mark.parametrize("step", ["closed", "cancelled", "open", "", "nonsense"])
def test_the_owner_verifies_nothing(
    client: FlaskClient, session: Session, token: str, audit: Audit, step: str
) -> None:
    action = an_action(audit, state="reported")

    answer = sent(client, token, action, step=step, seen="reported", note=NOTE)

    assert answer.status_code == 422
    assert now(session, action).state == "reported"


def test_a_refused_form_comes_back_with_its_note_and_its_photo(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    long = "x" * 5001
    refused = sent(client, token, action, note=long, photo=(io.BytesIO(a_picture()), "a.png"))
    kept = refused.text.partition('name="kept" value="')[2][:64]

    assert refused.status_code == 422
    assert f"{long}</textarea>" in refused.text and "Foto tadi sudah tersimpan" in refused.text
    assert sent(client, token, action, kept=kept).status_code == 303
    assert now(session, action).steps[0].photos == [kept]


def test_a_broken_photo_is_told_beside_its_field(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, note=NOTE, photo=(io.BytesIO(b"no picture"), "a.jpg"))

    assert answer.status_code == 422
    assert "Berkas ini bukan foto." in answer.text and NOTE in answer.text
    assert now(session, action).state == "open"


def test_a_photo_of_somebody_else_is_not_taken_by_its_name(
    client: FlaskClient, session: Session, token: str, action: Action
) -> None:
    answer = sent(client, token, action, kept="a" * 64)

    assert answer.status_code == 422
    assert now(session, action).state == "open"


def test_what_moved_meanwhile_is_told_and_the_note_is_not_lost(
    client: FlaskClient, session: Session, people: People, token: str, action: Action
) -> None:
    with writing() as writer:
        step = Step("open", "cancelled", "tidak perlu lagi")
        who = Taker(user=people["mentor"])
        take_step(writer, action.id, step, who, at=NOON, today=TODAY)
    other = an_action(session.get_one(Audit, action.audit_id), state="in_progress")

    gone = sent(client, token, action, note=NOTE)
    moved = sent(client, token, other, note=NOTE)

    assert (gone.status_code, moved.status_code) == (409, 409)
    for answer in (gone, moved):
        assert "sudah berubah sejak halaman dibuka" in answer.text and NOTE in answer.text


def test_why_it_was_sent_back_is_told(
    client: FlaskClient, people: People, token: str, action: Action
) -> None:
    sent(client, token, action, note=NOTE)
    with writing() as writer:
        step = Step("reported", "in_progress", "Baut pelindung masih longgar.")
        who = Taker(user=people["mentor"])
        take_step(writer, action.id, step, who, at=NOON, today=TODAY)

    page = client.get(f"/s/{token}").text

    assert "Belum sesuai:" in page and "Baut pelindung masih longgar." in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_a_page_of_another_site_marks_nothing(
    client: FlaskClient, session: Session, token: str, action: Action, headers: dict[str, str]
) -> None:
    assert sent(client, token, action, headers, note=NOTE).status_code == 403
    assert now(session, action).state == "open"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://localhost"},
        {"Origin": "null"},
        {},
    ],
)
def test_the_page_itself_marks_in_old_browsers_too(
    client: FlaskClient, token: str, action: Action, headers: dict[str, str]
) -> None:
    assert sent(client, token, action, headers, note=NOTE).status_code == 303


def test_actions_of_other_workshops_are_out_of_reach(
    client: FlaskClient, session: Session, people: People, workshop: Workshop, token: str
) -> None:
    other = an_audit(a_workshop(people["mentor"]), people["mentor"], number="A-2")
    theirs = an_action(other)
    unknown = Action(id=new_id())

    answers = [sent(client, token, action, note=NOTE) for action in (theirs, unknown)]
    answers.append(sent(client, revoked(people["mentor"], token), theirs, note=NOTE))

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert now(session, theirs).state == "open"
