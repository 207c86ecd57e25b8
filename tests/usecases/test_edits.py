"""Both doors bring the same edit: what a form posts and what a program puts ends alike."""

from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document, canonical
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from tests.factories import a_document, a_workshop, csrf_token, log_in, stored


def newest(session: Session, document: Document) -> Document:
    session.rollback()
    return session.get_one(Audit, document.id).read()


def test_form_and_api_store_the_same(app: Flask, session: Session, people: dict[str, User]) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor)
    by_form, by_api = (stored(mentor, a_document(workshop, mentor)).document for _ in range(2))
    client = log_in(app.test_client(), mentor)
    page = client.get(f"/audits/{by_form.id}/sheet").text
    wanted = Answer(score=3, note="Bor rusak sudah bertanda.", area="Produksi")

    posted = client.post(
        f"/audits/{by_form.id}/sheet",
        data={
            "csrf_token": csrf_token(page),
            "version": "1",
            "answers-R1.3-score": "3",
            "answers-R1.3-note": wanted.note,
            "answers-R1.3-area": wanted.area,
        },
    )
    put = client.put(
        f"/api/v1/audits/{by_api.id}",
        data=canonical(replace(by_api, answers={"R1.3": wanted})),
        headers={
            "Content-Type": "application/json",
            "If-Match": '"1"',
            "X-Operation": str(new_id()),
            "Sec-Fetch-Site": "same-origin",
        },
    )

    assert (posted.status_code, put.status_code) == (302, 200)
    first, second = newest(db.session, by_form), newest(db.session, by_api)
    assert first.answer("R1.3") == second.answer("R1.3") == wanted
    assert canonical(replace(first, id=second.id, answers={})) == canonical(
        replace(second, answers={})
    )
