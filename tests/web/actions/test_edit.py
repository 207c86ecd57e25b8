"""The form of a plan: what it shows, stores, and gives back."""

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.usecases.acting import Step, Taker, take_step
from tests.closings import send
from tests.factories import TODAY
from tests.rows import an_action

pytestmark = pytest.mark.usefixtures("on_the_day")

PLAN = {
    "text": "Buat papan bayangan alat.",
    "root_cause": "",
    "pic": "Budi",
    "due_on": "2026-12-08",
    "priority": "kritis",
    "cost": "kecil",
}


def seen(page: str) -> str:
    found = re.search(r'name="seen" type="hidden" value="([^"]+)"', page)
    assert found
    return found[1]


def changed(client: FlaskClient, action: Action, **fields: Any) -> TestResponse:
    address = f"/actions/{action.id}/edit"
    given = {"seen": seen(client.get(address).text), **PLAN}
    return send(client, address, **(given | fields))


def now(session: Session, action: Action) -> Action:
    session.rollback()
    return session.get_one(Action, action.id)


def cancelled(action: Action, user: User) -> None:
    with writing() as session:
        step = Step("open", "cancelled", "pindah gedung")
        take_step(session, action.id, step, Taker(user=user), at=utc_now(), today=TODAY)


def test_edit_shows_the_plan_and_stores_a_new_one(
    mentor: FlaskClient, session: Session, action: Action
) -> None:
    page = mentor.get(f"/actions/{action.id}/edit").text
    assert 'value="Kepala bengkel"' in page and 'value="2026-11-24"' in page
    assert "mengapa" in page

    answer = changed(mentor, action, root_cause=" Tak ada.\r\nTak ditunjuk. ")

    assert (answer.status_code, answer.location) == (302, f"/actions/{action.id}")
    row = now(session, action)
    assert (row.pic, row.due_on, row.priority) == ("Budi", date(2026, 12, 8), "kritis")
    assert row.root_cause == "Tak ada.\nTak ditunjuk."
    page = mentor.get(f"/actions/{action.id}").text
    assert "Rencana diubah" in page and "PIC: Kepala bengkel → Budi" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Tulis tindakannya."),
        ({"pic": ""}, "Tulis siapa yang mengerjakan."),
        ({"due_on": ""}, "Pilih tenggatnya."),
        ({"due_on": "besok"}, "bukan tanggal"),
        ({"due_on": "2026-11-23"}, "Tenggat paling awal hari audit, 24 November 2026."),
        ({"priority": "segera"}, "Pilih salah satu dari daftar."),
        ({"root_cause": "x" * 5001}, "Kurangi 1 huruf."),
    ],
)
def test_edit_gives_back_what_it_refuses(
    mentor: FlaskClient, session: Session, action: Action, fields: dict[str, str], sentence: str
) -> None:
    answer = changed(mentor, action, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    if "pic" not in fields:
        assert 'value="Budi"' in answer.text
    assert (now(session, action).pic, now(session, action).steps) == ("Kepala bengkel", [])


def test_a_plan_that_was_not_chosen_may_lack_pic_and_date(
    mentor: FlaskClient, session: Session, audit: Audit
) -> None:
    action = an_action(audit, chosen=False)

    assert changed(mentor, action, pic="", due_on="").status_code == 302
    assert (now(session, action).pic, now(session, action).due_on) == ("", None)


def test_a_plan_on_an_old_page_is_given_back_and_can_be_sent_again(
    mentor: FlaskClient, session: Session, action: Action
) -> None:
    changed(mentor, action, pic="Ibu Sri")

    refused = changed(mentor, action, seen="0", pic="Joko")

    assert refused.status_code == 409
    assert "berubah sejak halaman dibuka" in refused.text and 'value="Joko"' in refused.text
    assert now(session, action).pic == "Ibu Sri"
    changed(mentor, action, seen=seen(refused.text), pic="Joko")
    assert now(session, action).pic == "Joko"


def test_an_ended_action_leads_back_to_its_page_and_loses_no_text(
    mentor: FlaskClient, people: dict[str, User], session: Session, action: Action
) -> None:
    address = f"/actions/{action.id}/edit"
    page = mentor.get(address).text
    cancelled(action, people["mentor"])

    assert mentor.get(address).location == f"/actions/{action.id}"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    refused = mentor.post(
        address, data={**PLAN, "csrf_token": token[1], "seen": seen(page), "pic": "Joko"}
    )
    assert refused.status_code == 409 and 'value="Joko"' in refused.text
    again = mentor.post(
        address, data={**PLAN, "csrf_token": token[1], "seen": seen(refused.text), "pic": "Joko"}
    )
    assert again.status_code == 409 and "sudah berakhir" in again.text
    assert now(session, action).pic == "Kepala bengkel"
