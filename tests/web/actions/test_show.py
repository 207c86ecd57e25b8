"""The page of one action: what it tells, each step from it, and what it refuses."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.domain.document import Answer, canonical
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from tests.closings import a_picture, final, send
from tests.factories import TODAY, a_document, csrf_token, log_in
from tests.rows import an_action, an_audit
from tests.statements import counted

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")
MORNING = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)


def step(client: FlaskClient, action: Action, to: str, **fields: Any) -> TestResponse:
    """Press one button of the page, which showed the action as it stands unless told."""
    page = client.get(f"/actions/{action.id}").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    given = {"seen": seen[1], "note": "sudah dilihat", "to": to}
    return send(client, f"/actions/{action.id}", **(given | fields))


def now(session: Session, action: Action) -> Action:
    session.rollback()
    return session.get_one(Action, action.id)


def took(action: Action, user: User | None, start: str, to: str, **more: Any) -> None:
    """A step straight into its table."""
    with writing() as session:
        values = {"from_state": start, "to_state": to, "by_id": user.id if user else None}
        session.add(ActionStep(action_id=action.id, at=MORNING, **values, **more))
        session.get_one(Action, action.id).state = to


@pytest.mark.parametrize("path", ["", "/edit"])
@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("coordinator", 200), ("mentor", 200), ("mentor2", 404)]
)
def test_who_may_open_and_move_an_action(
    client: FlaskClient, people: People, action: Action, who: str, status: int, path: str
) -> None:
    log_in(client, people[who])
    token = csrf_token(client.get("/workshops/add").text)
    address = f"/actions/{action.id}{path}"

    assert client.get(address).status_code == status
    refused = client.post(address, data={"csrf_token": token}).status_code
    assert refused == (404 if status == 404 else 409)


def test_strangers_are_asked_to_log_in(client: FlaskClient, action: Action) -> None:
    assert client.get(f"/actions/{action.id}").location == f"/login?next=/actions/{action.id}"


def test_an_unknown_action_is_not_found(mentor: FlaskClient) -> None:
    assert mentor.get(f"/actions/{new_id()}").status_code == 404


def test_show_tells_finding_plan_and_where_it_stands(
    mentor: FlaskClient, audit: Audit, workshop: Workshop
) -> None:
    action = an_action(
        audit,
        repeat=3,
        root_cause="Tidak ada\nyang ditunjuk",
        due_on=TODAY - timedelta(days=2),
        cost="kecil",
    )

    page = mentor.get(f"/actions/{action.id}").text

    assert "<h1>Buat papan bayangan alat.</h1>" in page
    for told in ("Kunci pas belum bertanda.", "Kepala bengkel", "22 November 2026", "biaya kecil"):
        assert told in page
    assert "berulang 3 kali" in page and "terlambat 2 hari" in page and "terbuka" in page
    assert "Tidak ada\nyang ditunjuk" in page
    assert f"/workshops/{workshop.id}" in page and f"/audits/{audit.id}" in page
    assert "AUD-2026-0007" in page


def test_show_puts_photos_before_and_after_beside_each_other(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    before, after = "b" * 64, "c" * 64
    document = a_document(
        workshop, people["mentor"], answers={"R2.1": Answer(score=1, photos=(before,))}
    )
    audit = an_audit(
        workshop, people["mentor"], number="A-1", document=canonical(document).decode()
    )
    action = an_action(audit)
    took(action, people["mentor"], "open", "reported", photos=[after])

    page = mentor.get(f"/actions/{action.id}").text

    sides = page.split('class="sides"')[1].split("</section>")[0]
    assert sides.index("Sebelum") < sides.index("foto 1") < sides.index("Sesudah, 24 Nov")
    assert "foto menunggu" in sides  # neither has come from the tablet yet


def test_show_tells_who_did_what_when_and_why(
    mentor: FlaskClient, people: People, action: Action, workshop: Workshop
) -> None:
    with writing() as session:
        share = Share(
            workshop_id=workshop.id,
            purpose="board",
            token_sha256="d" * 64,
            by_id=people["mentor"].id,
            expires_at=MORNING,
        )
        session.add(share)
    took(action, None, "open", "reported", share_id=share.id, note="papan terpasang")
    took(action, people["coordinator"], "reported", "in_progress", note="baru separuh")

    page = mentor.get(f"/actions/{action.id}").text

    story = page.split('class="story"')[1]
    assert story.index("Belum sesuai, dikerjakan lagi") < story.index("Dilaporkan sudah dikerjakan")
    assert "lewat tautan pemilik (papan bengkel) · 24 Nov 2026, 10.42" in story
    assert "Coordinator contoh · 24 Nov 2026, 10.42" in story
    assert "papan terpasang" in story and "baru separuh" in story


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("open", {"in_progress", "reported", "cancelled"}),
        ("in_progress", {"reported", "cancelled"}),
        ("reported", {"closed", "in_progress", "cancelled"}),
        ("closed", {"in_progress", "open"}),
        ("cancelled", {"in_progress", "open"}),
    ],
)
def test_show_offers_what_the_table_allows(
    mentor: FlaskClient, audit: Audit, state: str, offered: set[str]
) -> None:
    action = an_action(audit, state=state)

    page = mentor.get(f"/actions/{action.id}").text

    assert set(re.findall(r'name="to" value="(\w+)"', page)) == offered
    assert (f"/actions/{action.id}/edit" in page) is (state in {"open", "in_progress", "reported"})


def test_a_report_with_photos_goes_all_the_way_to_closed(
    mentor: FlaskClient, app: Flask, people: People, session: Session, action: Action
) -> None:
    files = [(io.BytesIO(a_picture(ink)), f"{ink}.png") for ink in ("black", "red")]
    answer = step(mentor, action, "reported", note="", photos=files)

    assert (answer.status_code, answer.location) == (302, f"/actions/{action.id}")
    (report,) = now(session, action).steps
    assert len(set(report.photos)) == 2
    page = mentor.get(f"/actions/{action.id}").text
    assert "Tersimpan: menunggu verifikasi." in page
    assert 'value="closed"' not in page and "Anda yang melaporkan" in page

    office = log_in(app.test_client(), people["coordinator"])
    assert office.get(f"/api/v1/photos/{report.photos[0]}").status_code == 200
    step(office, action, "closed")

    row = now(session, action)
    assert (row.state, row.closed_on) == ("closed", TODAY)


def test_nobody_verifies_his_own_report(
    mentor: FlaskClient, session: Session, action: Action
) -> None:
    step(mentor, action, "reported")

    answer = step(mentor, action, "closed", note="saya lihat sendiri")

    assert answer.status_code == 422
    assert "orang lain yang memverifikasi" in answer.text and "saya lihat sendiri" in answer.text
    assert now(session, action).state == "reported"


@pytest.mark.parametrize(
    ("to", "note", "sentence"),
    [
        ("cancelled", "tak", "Tulis alasannya, paling sedikit lima huruf."),
        ("reported", " ", "Tulis catatan atau lampirkan foto sebagai bukti."),
        ("closed", "sudah", "tidak berlaku untuk tindakan ini"),
        ("nonsense", "sudah", "tidak berlaku untuk tindakan ini"),
        ("", "sudah", "tidak berlaku untuk tindakan ini"),
        ("reported", "x" * 5001, "Kurangi 1 huruf."),
    ],
)
def test_a_refused_step_says_why_and_keeps_what_was_typed(
    mentor: FlaskClient, session: Session, action: Action, to: str, note: str, sentence: str
) -> None:
    answer = step(mentor, action, to, note=note)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f"{note}</textarea>" in answer.text
    assert now(session, action).steps == []


def test_photos_of_a_refused_step_are_kept_for_the_next_try(
    mentor: FlaskClient, session: Session, action: Action
) -> None:
    files = [
        (io.BytesIO(a_picture()), "baik.png"),
        (io.BytesIO(b"tulisan"), "surat.txt"),
    ]
    refused = step(mentor, action, "reported", photos=files)

    assert refused.status_code == 422
    assert "surat.txt: Berkas ini bukan foto" in refused.text
    (kept,) = re.findall(r'name="kept" value="(\w{64})" checked', refused.text)
    step(mentor, action, "reported", kept=kept)
    assert now(session, action).steps[0].photos == [kept]


def test_a_photo_of_somebody_else_is_left_out(
    mentor: FlaskClient, session: Session, action: Action
) -> None:
    answer = step(mentor, action, "reported", note="", kept="e" * 64)

    assert answer.status_code == 422
    assert "e" * 64 not in answer.text
    assert now(session, action).state == "open"


def test_a_step_from_a_state_that_is_gone_shows_the_new_one_and_keeps_the_note(
    mentor: FlaskClient, people: People, session: Session, action: Action
) -> None:
    took(action, people["coordinator"], "open", "in_progress")

    answer = step(mentor, action, "reported", seen="open", note="papan terpasang")

    assert answer.status_code == 409
    assert "sudah berstatus “dikerjakan”" in answer.text
    assert "papan terpasang</textarea>" in answer.text
    assert 'name="seen" value="in_progress"' in answer.text
    assert now(session, action).state == "in_progress"


def test_an_album_is_too_many_photos(mentor: FlaskClient, session: Session, action: Action) -> None:
    files = [(io.BytesIO(a_picture(f"#0000{n:02x}")), f"{n}.png") for n in range(11)]

    answer = step(mentor, action, "reported", photos=files)

    assert answer.status_code == 422 and "Paling banyak 10 foto." in answer.text
    assert now(session, action).state == "open"


def test_show_asks_the_database_equally_often_for_few_and_many_steps(
    mentor: FlaskClient, people: People, action: Action
) -> None:
    sent = []
    for number in range(20):
        took(action, people["mentor" if number % 2 else "coordinator"], "open", "open")
        if number in (0, 19):
            with counted() as statements:
                mentor.get(f"/actions/{action.id}")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_home_and_workshop_lead_to_the_action(
    mentor: FlaskClient, workshop: Workshop, action: Action
) -> None:
    for address in ("/", f"/workshops/{workshop.id}"):
        assert f'href="/actions/{action.id}"' in mentor.get(address).text


def test_the_result_leads_to_its_chosen_actions(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    audit = final(people["mentor"], workshop).document
    chosen = [finding.id for finding in audit.findings if finding.action.chosen]

    page = mentor.get(f"/audits/{audit.id}").text

    assert chosen
    assert all(f'href="/actions/{action_id}"' in page for action_id in chosen)
