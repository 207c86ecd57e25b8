from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.audits import Audit
from tests.closings import final, rated, send
from tests.factories import a_workshop, log_in

People = dict[str, User]


def test_delete_asks_first(client: FlaskClient, session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    page = log_in(client, people["mentor"]).get(f"/audits/{draft.document.id}/delete").text

    assert "Hapus draf audit ini?" in page and "35 dari 35 butir sudah dinilai" in page
    assert session.get_one(Audit, draft.document.id).deleted_at is None


def test_delete_leaves_a_tombstone(client: FlaskClient, people: People) -> None:
    workshop = a_workshop(people["mentor"])
    draft = rated(people["mentor"], workshop)
    here = f"/audits/{draft.document.id}"

    answer = send(log_in(client, people["mentor"]), f"{here}/delete")

    assert answer.location == f"/workshops/{workshop.id}"
    assert client.get(f"/api/v1{here}").status_code == 410
    for step in ("summary", "owner", "sign", "versions", "delete"):
        assert client.get(f"{here}/{step}").status_code == 410


def test_delete_leaves_final_audits_alone(
    client: FlaskClient, session: Session, people: People
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    here = f"/audits/{done.document.id}"

    assert send(log_in(client, people["mentor"]), f"{here}/delete").location == here
    assert session.get_one(Audit, done.document.id).deleted_at is None


def test_delete_is_not_open_to_others(client: FlaskClient, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    assert (
        log_in(client, people["mentor2"]).get(f"/audits/{draft.document.id}/delete").status_code
        == 404
    )
