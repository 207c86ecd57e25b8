"""Printing the wall poster: on the paper asked for, each with a link of its own."""

import io

import pikepdf
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from tests.closings import final, rated
from tests.factories import csrf_token, log_in
from tests.histories import a_history
from tests.report.test_pdf import text
from tests.statements import counted
from tests.usecases.rechecks import answered, begun, ended
from tests.usecases.visits import a_visit, finished

pytestmark = pytest.mark.usefixtures("on_the_day")

People = dict[str, User]


@pytest.fixture
def audit(people: People, workshop: Workshop) -> Document:
    return final(people["mentor"], workshop).document


def pressed(client: FlaskClient, audit_id: object, paper: str = "") -> TestResponse:
    """Press the button that prints the poster."""
    token = csrf_token(client.get("/workshops/add").text)
    return client.post(f"/audits/{audit_id}/poster.pdf{paper}", data={"csrf_token": token})


def links(session: Session) -> list[Share]:
    session.rollback()
    return list(session.scalars(sa.select(Share)))


def test_the_result_has_a_button_for_each_paper(mentor: FlaskClient, audit: Document) -> None:
    page = mentor.get(f"/audits/{audit.id}").text

    assert f'action="/audits/{audit.id}/poster.pdf"' in page
    assert f'formaction="/audits/{audit.id}/poster.pdf?paper=a3"' in page
    assert f'href="/workshops/{audit.workshop.id}/tasks.pdf"' in page


@pytest.mark.parametrize(
    ("query", "paper", "width"),
    [("", "a4", 595), ("?paper=a3", "a3", 842), ("?paper=a2", "a4", 595)],
)
def test_it_prints_on_the_paper_asked_for(
    mentor: FlaskClient, audit: Document, query: str, paper: str, width: int
) -> None:
    answer = pressed(mentor, audit.id, query)

    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="papan-5r-cv-kurnia-teknik-2026-11-24-{paper}.pdf"'
    )
    sizes = [float(page.mediabox[2]) for page in pikepdf.open(io.BytesIO(answer.data)).pages]
    assert [round(size) for size in sizes] == [width]
    assert "Berlaku sampai 22 Februari 2027." in text(answer.data)


def test_each_print_holds_a_link_of_its_own_and_is_kept_nowhere(
    mentor: FlaskClient, audit: Document, session: Session
) -> None:
    answers = [pressed(mentor, audit.id), pressed(mentor, audit.id)]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 2
    made = links(session)
    assert [link.purpose for link in made] == ["board"] * 2
    assert len({link.token_sha256 for link in made}) == 2


def test_it_speaks_the_language_of_the_user(mentor: FlaskClient, audit: Document) -> None:
    with mentor.session_transaction() as kept:
        kept["language"] = "en"

    assert "Five actions" in text(pressed(mentor, audit.id).data)


def test_what_is_not_final_has_no_poster(
    mentor: FlaskClient, people: People, workshop: Workshop, session: Session
) -> None:
    user = people["mentor"]
    found = finished(user, a_visit(workshop, user, {"R2.1": 1})).document.findings[0]
    again = begun(user, workshop)
    answered(user, again, {found.id: "belum"})
    assert ended(user, again).status == "final"
    draft = rated(user, workshop).document

    answers = [pressed(mentor, id_) for id_ in (draft.id, again, new_id())]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert "poster.pdf" not in mentor.get(f"/audits/{draft.id}").text
    assert links(session) == []


def test_others_get_no_poster(
    client: FlaskClient, people: People, audit: Document, session: Session
) -> None:
    assert "/login" in client.get(f"/audits/{audit.id}/poster.pdf").location
    assert pressed(log_in(client, people["mentor2"]), audit.id).status_code == 404
    assert links(session) == []


def test_without_the_token_of_the_form_nothing_is_printed(
    mentor: FlaskClient, audit: Document, session: Session
) -> None:
    assert mentor.post(f"/audits/{audit.id}/poster.pdf").status_code == 400
    assert links(session) == []


def test_statements_do_not_grow_with_history(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    audits = a_history(people["mentor"], workshop)
    sent = []
    for audit in (audits[2], audits[-1]):
        token = csrf_token(mentor.get("/workshops/add").text)
        with counted() as statements:
            mentor.post(f"/audits/{audit.id}/poster.pdf", data={"csrf_token": token})
        sent.append(len(statements))

    assert sent[0] == sent[1]
