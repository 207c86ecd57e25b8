"""Task sheets over the web: a page for each PIC, and a sentence where nothing is left to do."""

import io

import pikepdf
import pytest
from flask.testing import FlaskClient

from audit.extensions import writing
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.closings import final
from tests.factories import log_in
from tests.histories import many
from tests.report.test_pdf import text
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("on_the_day")

People = dict[str, User]


def address(workshop: Workshop) -> str:
    return f"/workshops/{workshop.id}/tasks.pdf"


def test_each_pic_has_a_page(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    final(people["mentor"], workshop)
    with writing() as session:
        rows = actions.live(session, workshop.id)
        for number, row in enumerate(rows):
            row.pic = ("Pak Slamet", "Bu Rini", "")[number % 3]

    answer = mentor.get(address(workshop))

    assert answer.content_type == "application/pdf"
    assert "tindakan-cv-kurnia-teknik-2026-11-24.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert len(pikepdf.open(io.BytesIO(answer.data)).pages) >= 3
    said = text(answer.data)
    assert said.index("Bu Rini") < said.index("Pak Slamet") < said.index("Tanpa PIC")


def test_where_nothing_is_left_to_do_the_workshop_says_so(
    mentor: FlaskClient, workshop: Workshop
) -> None:
    answer = mentor.get(address(workshop), follow_redirects=True)

    assert answer.request.path == f"/workshops/{workshop.id}"
    assert "Tidak ada tindakan terbuka untuk dicetak." in answer.text
    assert address(workshop) not in answer.text


def test_the_workshop_leads_there(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    final(people["mentor"], workshop)

    page = mentor.get(f"/workshops/{workshop.id}").text

    assert f'href="{address(workshop)}"' in page
    assert 'href="/instruments/5r-ikm@1/blank.pdf?sector=metal"' in page


def test_others_do_not_get_it(client: FlaskClient, people: People, workshop: Workshop) -> None:
    final(people["mentor"], workshop)

    assert "/login" in client.get(address(workshop)).location
    assert log_in(client, people["mentor2"]).get(address(workshop)).status_code == 404


def test_statements_do_not_grow_with_actions(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    sent = []
    for count in (1, 3):
        many(people["mentor"], workshop, count)
        with counted() as statements:
            assert mentor.get(address(workshop)).status_code == 200
        sent.append(len(statements))

    assert sent[0] == sent[1]
