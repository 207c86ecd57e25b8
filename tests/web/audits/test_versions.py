import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from audit.domain.document import Answer
from audit.storage.accounts import User
from audit.usecases.audits import Saved
from audit.web.audits.versions import device
from tests.closings import final, rated
from tests.factories import a_workshop, log_in, stored
from tests.statements import counted

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def corrected(people: People) -> Saved:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    answers = {**done.document.answers, "R2.1": Answer(score=3, note="papan lengkap")}
    document = replace(
        done.document, answers=answers, revision=2, revision_reason="Salah ketik <b>"
    )
    return stored(people["mentor"], document, done.version)


@pytest.fixture
def client(client: FlaskClient, people: People, corrected: Saved) -> FlaskClient:
    return log_in(client, people["mentor"])


def address(saved: Saved, number: int | None = None) -> str:
    page = f"/audits/{saved.document.id}/versions"
    return page if number is None else f"{page}/{number}"


def test_versions_tell_reason_change_and_author(client: FlaskClient, corrected: Saved) -> None:
    page = client.get(address(corrected)).text

    assert page.index('data-revision="2"') < page.index('data-revision="1"')
    assert "Salah ketik &lt;b&gt;" in page and "Mentor contoh" in page
    assert "<b>R2.1</b> nilai: <del>2</del> menjadi <ins>3</ins>" in page
    assert "2 kali disimpan sebagai draf" in page


def test_version_reads_each_state_whole(client: FlaskClient, corrected: Saved) -> None:
    newest = client.get(address(corrected, corrected.version)).text
    before = client.get(address(corrected, corrected.version - 1)).text
    first = client.get(address(corrected, 1)).text

    assert "papan lengkap" in newest and "papan lengkap" not in before
    assert "Ini versi pertama" in first and "draf" in first


def test_version_that_never_was_is_not_found(client: FlaskClient, corrected: Saved) -> None:
    assert client.get(address(corrected, 99)).status_code == 404


def test_versions_of_a_draft(client: FlaskClient, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    assert "1 kali disimpan sebagai draf" in client.get(address(draft)).text


def test_versions_of_others_do_not_exist(client: FlaskClient, people: People) -> None:
    other = rated(people["mentor2"], a_workshop(people["mentor2"]))

    assert client.get(address(other)).status_code == 404
    assert client.get(address(other, 1)).status_code == 404


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0) Version/17.0 Safari/604.1", "Safari, iPad"),
        ("Mozilla/5.0 (Macintosh) Gecko Firefox/130.0", "Firefox, Mac"),
        ("audit import", "audit import"),
    ],
)
def test_a_device_is_said_short(agent: str, said: str) -> None:
    assert device(agent) == said


def test_more_revisions_take_no_more_statements(
    client: FlaskClient, people: People, corrected: Saved
) -> None:
    client.get(address(corrected))
    with counted() as few:
        client.get(address(corrected))
    last = corrected
    for number in range(3, 7):
        again = replace(last.document, revision=number, revision_reason=f"alasan {number}")
        last = stored(people["mentor"], again, last.version)

    with counted() as many:
        client.get(address(corrected))

    assert len(many) == len(few)
