from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import log_in
from tests.rows import an_audit


def test_outbox_asks_strangers_to_log_in(client: FlaskClient) -> None:
    assert client.get("/outbox/").location == "/login?next=/outbox/"


def test_outbox_knows_nothing_of_what_waits(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    an_audit(workshop, people["mentor"], {"R1.1": 3})

    answer = log_in(client, people["mentor"]).get("/outbox/")

    assert answer.status_code == 200
    assert "<title>Antrean · Audit 5R</title>" in answer.text
    assert workshop.name not in answer.text
    assert f'data-user="{people["mentor"].id}"' in answer.text


def test_outbox_is_the_page_that_the_tablet_keeps(mentor: FlaskClient, client: FlaskClient) -> None:
    def said(page: str) -> str:
        return page[page.index("<h1>") : page.index("</main>")]

    kept = client.get("/tablet/id/outbox").text

    assert said(mentor.get("/outbox/").text) == said(kept)
    assert "data-user" not in kept
