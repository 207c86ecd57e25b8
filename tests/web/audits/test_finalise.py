import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.domain.document import Answer
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from tests.closings import complete, finding_of, rated
from tests.factories import a_workshop, csrf_token, log_in, stored

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def ready(people: People) -> Saved:
    return complete(people["mentor"], a_workshop(people["mentor"]))


@pytest.fixture
def client(client: FlaskClient, people: People, ready: Saved) -> FlaskClient:
    return log_in(client, people["mentor"])


def press(client: FlaskClient, saved: Saved, version: int) -> TestResponse:
    """Press the finalise button of a page that showed `version`."""
    here = f"/audits/{saved.document.id}"
    token = csrf_token(client.get(f"{here}/sign").text)
    return client.post(f"{here}/finalise", data={"csrf_token": token, "version": version})


def test_finalise_locks_and_leads_to_the_result(
    client: FlaskClient, session: Session, ready: Saved
) -> None:
    answer = press(client, ready, ready.version)

    row = session.get_one(Audit, ready.document.id)
    assert answer.location == f"/audits/{row.id}"
    assert (row.status, row.revision, row.number) == ("final", 1, "AUD-2026-0001")
    assert client.get(f"/audits/{row.id}/summary").location == f"/audits/{row.id}"


def test_finalise_lists_all_that_is_missing_with_its_place(
    client: FlaskClient, session: Session, people: People
) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    answers = {
        **draft.document.answers,
        "R2.3": Answer(),
        "R1.2": Answer(score="na"),
        "R1.3": Answer(score=4),
    }
    saved = stored(people["mentor"], replace(draft.document, answers=answers), 1)

    answer = press(client, saved, saved.version)

    here = f"/audits/{draft.document.id}"
    pic = finding_of(saved.document, "R4.3").id
    assert answer.status_code == 422 and "belum dapat difinalkan" in answer.text
    for place in ("sheet#R2.3", "sheet#R1.2", "sheet#R1.3", f"summary#finding-{pic}"):
        assert f'href="{here}/{place}"' in answer.text
    assert session.get_one(Audit, draft.document.id).status == "draft"


def test_finalise_asks_again_when_the_audit_changed(client: FlaskClient, ready: Saved) -> None:
    for version in (1, 99):
        answer = press(client, ready, version)
        assert answer.status_code == 409 and "berubah sejak halaman dibuka" in answer.text


def test_finalise_twice_is_once(client: FlaskClient, ready: Saved) -> None:
    press(client, ready, ready.version)

    assert press(client, ready, ready.version).status_code == 302


def test_finalise_needs_room_on_the_owners_page(
    client: FlaskClient, people: People, ready: Saved
) -> None:
    findings = tuple(
        replace(f, edited=("chosen",), action=replace(f.action, chosen=True))
        for f in ready.document.findings
    )
    crowded = stored(people["mentor"], replace(ready.document, findings=findings), ready.version)

    answer = press(client, crowded, crowded.version)

    assert answer.status_code == 422 and "Paling banyak lima tindakan" in answer.text


def test_finalise_is_not_open_to_others_nor_without_a_token(
    client: FlaskClient, people: People, ready: Saved
) -> None:
    other = complete(people["mentor2"], a_workshop(people["mentor2"]))
    token = csrf_token(client.get(f"/audits/{ready.document.id}/sign").text)

    refused = client.post(f"/audits/{other.document.id}/finalise", data={"csrf_token": token})

    assert refused.status_code == 404
    assert client.post(f"/audits/{ready.document.id}/finalise").status_code == 400
