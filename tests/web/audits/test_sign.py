import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.domain.document import Remarks, Signatures
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from tests.closings import NOON, a_picture, complete, final, rated, send
from tests.factories import a_document, a_workshop, log_in, stored

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def draft(people: People) -> Saved:
    workshop = a_workshop(people["mentor"], owner_name="Sri Wahyuni")
    return complete(people["mentor"], workshop, remarks=Remarks(private="pemilik ragu"))


@pytest.fixture
def client(client: FlaskClient, people: People, draft: Saved) -> FlaskClient:
    return log_in(client, people["mentor"])


def address(saved: Saved) -> str:
    return f"/audits/{saved.document.id}/sign"


def signed(
    client: FlaskClient, saved: Saved, picture: bytes | None = None, **fields: Any
) -> TestResponse:
    """Sign as the owner, unless told otherwise."""
    signer = fields.pop("signer", "owner")
    named = {f"{signer}-{name}": value for name, value in fields.items()}
    if picture is not None:
        named[f"{signer}-picture"] = (io.BytesIO(picture), "tanda-tangan.png")
    return send(client, address(saved), signer=signer, **named)


def signatures(session: Session, saved: Saved) -> Signatures:
    session.rollback()
    return session.get_one(Audit, saved.document.id).read().signatures


def test_sign_shows_what_the_owner_hears_and_nothing_private(
    client: FlaskClient, draft: Saved
) -> None:
    page = client.get(address(draft)).text

    assert "Untuk pemilik" in page and "55,0" in page and "60,7" in page
    assert page.count("Kepala bengkel ·") == 5
    assert "pemilik ragu" not in page
    assert 'value="Sri Wahyuni"' in page and 'value="Mentor contoh"' in page


def test_sign_says_what_may_be_missing(client: FlaskClient, draft: Saved) -> None:
    page = client.get(address(draft)).text

    assert 'data-allowed="mentor_signature"' in page and 'data-allowed="owner_signature"' in page
    assert "data-missing" not in page and "data-finalise" in page


def test_sign_of_an_empty_audit_is_calm(client: FlaskClient, people: People) -> None:
    empty = stored(people["mentor"], a_document(a_workshop(people["mentor"]), people["mentor"]))

    page = client.get(address(empty)).text

    assert re.search(r'data-slot="none">Tidak ada tindakan yang dipilih', page)
    assert page.count("data-missing") == 42


def test_sign_keeps_a_drawn_signature(client: FlaskClient, session: Session, draft: Saved) -> None:
    answer = signed(client, draft, a_picture(), name="Sri Wahyuni")

    owner = signatures(session, draft).owner
    assert answer.location.endswith("/sign#sign-owner")
    assert owner and (owner.name, owner.at) == ("Sri Wahyuni", NOON)
    photo = client.get(f"/api/v1/photos/{owner.photo}")
    assert photo.mimetype == "image/jpeg"


def test_sign_without_a_name_keeps_the_picture(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    answer = signed(client, draft, a_picture(), name=" ")

    assert answer.status_code == 422 and "Tulis nama yang menandatangani" in answer.text
    kept = answer.text.split('name="owner-kept" type="hidden" value="')[1][:64]

    signed(client, draft, name="Sri", kept=kept)

    owner = signatures(session, draft).owner
    assert owner and owner.photo == kept


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [(None, "Tanda tangan belum dibuat"), (b"tulisan", "Berkas ini bukan foto")],
)
def test_sign_without_a_picture_says_so(
    client: FlaskClient, session: Session, draft: Saved, picture: bytes | None, sentence: str
) -> None:
    answer = signed(client, draft, picture, name="Sri Baru")

    assert answer.status_code == 422 and sentence in answer.text
    assert 'value="Sri Baru"' in answer.text
    assert signatures(session, draft).owner is None


def test_sign_takes_no_picture_of_somebody_else(client: FlaskClient, draft: Saved) -> None:
    answer = signed(client, draft, name="Sri", kept="a" * 64)

    assert answer.status_code == 422 and "Tanda tangan belum dibuat" in answer.text


def test_sign_under_a_final_audit_only_where_there_was_none(
    client: FlaskClient, session: Session, people: People
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))

    assert signed(client, done, a_picture(), name="Sri").status_code == 302
    answer = signed(client, done, a_picture("red"), name="Orang lain")

    assert answer.status_code == 422 and "sudah ada" in answer.text
    owner = signatures(session, done).owner
    assert owner and owner.name == "Sri"
    assert "data-finalise" not in client.get(address(done)).text


def test_sign_is_not_open_to_others(client: FlaskClient, people: People, draft: Saved) -> None:
    other = rated(people["mentor2"], a_workshop(people["mentor2"]))

    assert client.get(address(other)).status_code == 404
    assert client.post(address(draft), data={"signer": "owner"}).status_code == 400
    assert signed(client, draft, a_picture(), signer="king", name="x").status_code == 400
