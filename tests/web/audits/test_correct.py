from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.domain.amending import field_name
from audit.domain.findings import finding_id
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from tests.closings import final, finding_of, name_of, rated, send
from tests.factories import a_workshop, log_in

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def done(people: People) -> Saved:
    return final(people["mentor"], a_workshop(people["mentor"]))


@pytest.fixture
def client(client: FlaskClient, people: People, done: Saved) -> FlaskClient:
    return log_in(client, people["mentor"])


def address(saved: Saved) -> str:
    return f"/audits/{saved.document.id}/correct"


def row(session: Session, saved: Saved) -> Audit:
    session.rollback()
    return session.get_one(Audit, saved.document.id)


def test_correct_shows_the_audit_as_it_stands(client: FlaskClient, done: Saved) -> None:
    page = client.get(address(done)).text

    assert page.count("data-item=") == 42
    assert "Simpan sebagai revisi 2" in page
    assert name_of(done.document, "R4.3", "pic") in page


def test_correct_makes_revision_two_and_keeps_one(
    client: FlaskClient, session: Session, done: Saved
) -> None:
    fields = {"answers-R2.1-score": "3", "answers-R2.1-note": "papan lengkap"}

    answer = send(client, address(done), version=done.version, reason="salah ketik", **fields)

    now = row(session, done)
    assert answer.location == f"/audits/{done.document.id}"
    assert (now.revision, now.read().answer("R2.1").score) == (2, 3)
    assert now.read().revision_reason == "salah ketik"
    first = versions.version(session, now.id, done.version)
    assert first and first.read() == done.document
    assert client.get(f"/audits/{now.id}/versions/{done.version}").status_code == 200


def test_correct_needs_a_reason_and_loses_nothing(
    client: FlaskClient, session: Session, done: Saved
) -> None:
    pic = name_of(done.document, "R4.3", "pic")
    text = name_of(done.document, "R4.3", "text")
    fields = {"answers-R2.1-note": "papan lengkap", pic: "Joko", text: "denah"}

    answer = send(client, address(done), version=done.version, reason="  ", **fields)

    assert answer.status_code == 422 and "Tulis mengapa audit ini dikoreksi" in answer.text
    assert "papan lengkap" in answer.text and 'value="Joko"' in answer.text
    assert row(session, done).revision == 1


def test_correct_to_a_low_nilai_asks_for_its_finding_and_keeps_what_was_written(
    client: FlaskClient, session: Session, done: Saved
) -> None:
    new = finding_id(done.document.id, "R1.1")
    fields: dict[str, Any] = {
        "version": done.version,
        "reason": "terlewat",
        "answers-R1.1-score": "1",
        "answers-R1.1-note": "",
    }

    answer = send(client, address(done), **fields)

    assert answer.status_code == 422 and f'href="{address(done)}#finding-{new}"' in answer.text
    assert 'data-missing="finding_text"' in answer.text
    fields |= {field_name(new, "text"): "jalur tertutup"}
    answer = send(client, address(done), **fields)
    assert answer.status_code == 422 and "jalur tertutup" in answer.text
    fields |= {field_name(new, "no_photo_reason"): "foto dilarang"}
    assert send(client, address(done), **fields).status_code == 302

    now = row(session, done).read()
    assert finding_of(now, "R1.1").text == "jalur tertutup"
    assert sum(finding.action.chosen for finding in now.findings) == 5


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("answers-R2.1-score", "7", "Nilai harus 0 sampai 4"),
        ("answers-R2.1-note", "x" * 5001, "Kurangi 1 huruf"),
        ("next_visit_on", "kapan-kapan", "bukan tanggal"),
    ],
)
def test_correct_refuses_wrong_input_at_its_field(
    client: FlaskClient, session: Session, done: Saved, field: str, typed: str, sentence: str
) -> None:
    answer = send(client, address(done), version=done.version, reason="salah", **{field: typed})

    assert answer.status_code == 422 and sentence in answer.text
    assert row(session, done).revision == 1


def test_correct_from_an_older_page_is_looked_at_again(
    client: FlaskClient, session: Session, done: Saved
) -> None:
    fields = {"reason": "salah ketik", "answers-R2.1-score": "3"}
    send(client, address(done), version=done.version, **fields)

    answer = send(client, address(done), version=done.version, **fields)

    assert answer.status_code == 422 and "berubah sejak halaman dibuka" in answer.text
    assert f'name="version" type="hidden" value="{done.version + 1}"' in answer.text
    assert row(session, done).revision == 2


def test_correct_is_for_final_audits_of_ones_own(
    client: FlaskClient, people: People, done: Saved
) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    other = final(people["mentor2"], a_workshop(people["mentor2"]))

    assert client.get(address(draft)).location == f"/audits/{draft.document.id}/sheet"
    assert client.get(address(other)).status_code == 404
    assert client.post(address(done), data={"reason": "x"}).status_code == 400


def test_correct_without_k3_leaves_k3_out(client: FlaskClient, people: People) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]), k3=False)

    assert 'data-item="K3.4"' not in client.get(address(done)).text
