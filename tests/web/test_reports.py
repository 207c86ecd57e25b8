"""Many reports at once, from ticks to a zip."""

import io
import threading
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit.extensions import presses
from audit.report.presses import TooBigError
from audit.storage.accounts import User
from audit.storage.batches import Batches
from audit.storage.workshops import Workshop
from audit.usecases import batching
from audit.web import reports
from tests.closings import final
from tests.factories import a_workshop, csrf_token, log_in
from tests.rows import all_at, an_audit
from tests.statements import counted

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")
HERE = "/programme/reports"


@pytest.fixture
def coordinator(client: FlaskClient, people: People) -> FlaskClient:
    return log_in(client, people["coordinator"])


@pytest.fixture
def two(people: People, workshop: Workshop) -> list[UUID]:
    """The last audits of two workshops."""
    other = a_workshop(people["mentor2"], name="Zeta Las")
    return [
        final(people["mentor"], workshop).document.id,
        final(people["mentor2"], other).document.id,
    ]


@pytest.fixture
def here_and_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is worked off before the answer."""
    begin: Callable[..., threading.Thread] = batching.begin

    def joined(*given: Any) -> None:
        begin(*given).join()

    monkeypatch.setattr(batching, "begin", joined)


@pytest.fixture
def not_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody works on a batch."""
    monkeypatch.setattr(batching, "begin", lambda *given: None)


def begun(client: FlaskClient, audits: list[UUID], **more: str) -> TestResponse:
    token = csrf_token(client.get(HERE).text)
    ticked = [str(audit) for audit in audits]
    return client.post(HERE, data={"csrf_token": token, "audit": ticked, **more})


@pytest.mark.parametrize(
    "path", ["", f"/{uuid4()}", f"/{uuid4()}/laporan-5r.zip"], ids=["form", "batch", "zip"]
)
def test_a_mentor_finds_nothing(mentor: FlaskClient, path: str) -> None:
    assert mentor.get(HERE + path).status_code == 404


def test_the_last_audits_are_ticked(coordinator: FlaskClient, two: list[UUID]) -> None:
    page = coordinator.get(HERE).text

    for audit in two:
        assert f'value="{audit}" checked' in page


def test_none_is_ticked_on_request(coordinator: FlaskClient, two: list[UUID]) -> None:
    page = coordinator.get(f"{HERE}?ticked=none").text

    assert 'name="audit"' in page
    assert " checked" not in page


@pytest.mark.usefixtures("here_and_now")
def test_a_batch_becomes_a_zip(coordinator: FlaskClient, two: list[UUID]) -> None:
    place = begun(coordinator, two, language="en").location
    answer = coordinator.get(place)

    assert "2 dari 2 laporan ada di berkas zip." in answer.text
    assert "Refresh" not in answer.headers
    told = coordinator.get(f"{place}/laporan-5r.zip", buffered=True)
    assert told.headers["Cache-Control"] == "private, no-store"
    bundle = zipfile.ZipFile(io.BytesIO(told.data))
    assert len(bundle.namelist()) == 2
    assert all(bundle.read(name).startswith(b"%PDF") for name in bundle.namelist())


@pytest.mark.usefixtures("here_and_now")
def test_a_report_that_is_too_big_says_so(
    coordinator: FlaskClient, two: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_big(_job: object) -> bytes:
        raise TooBigError

    monkeypatch.setattr(presses, "print", too_big)

    place = begun(coordinator, two[1:]).location
    page = coordinator.get(place).text

    assert "Gagal dicetak" in page and "1 laporan gagal" in page
    assert "tidak ada berkas zip" in page and "Mulai lagi" in page
    assert "Terlalu besar untuk dicetak sekaligus." in page
    assert coordinator.get(f"{place}/laporan-5r.zip").status_code == 404


@pytest.mark.usefixtures("not_yet")
def test_a_running_batch_tells_how_far_it_is_and_looks_again(
    app: Flask, coordinator: FlaskClient, people: People, two: list[UUID]
) -> None:
    place = begun(coordinator, two).location
    answer = coordinator.get(place)

    assert answer.headers["Refresh"] == "2"
    assert "0 dari 2" in answer.text and "Sekarang: CV Kurnia Teknik" in answer.text
    assert coordinator.get(f"{place}/laporan-5r.zip").status_code == 404
    other = log_in(app.test_client(), people["admin"])
    assert other.get(place).status_code == 404


@pytest.mark.usefixtures("not_yet")
def test_cancelling_asks_it_to_stop(app: Flask, coordinator: FlaskClient, two: list[UUID]) -> None:
    place = begun(coordinator, two).location
    token = csrf_token(coordinator.get(place).text)

    coordinator.post(f"{place}/cancel", data={"csrf_token": token})

    assert "Berhenti setelah laporan ini." in coordinator.get(place).text


@pytest.mark.usefixtures("not_yet")
def test_a_second_batch_leads_to_the_first(coordinator: FlaskClient, two: list[UUID]) -> None:
    first, second = begun(coordinator, two), begun(coordinator, two)

    assert second.location == first.location
    assert "masih dicetak" in coordinator.get(first.location).text


@pytest.mark.usefixtures("not_yet")
def test_a_restart_is_told(app: Flask, coordinator: FlaskClient, two: list[UUID]) -> None:
    place = begun(coordinator, two).location
    folder = app.extensions["batches"]._folder
    app.extensions["batches"] = Batches(folder)

    page = coordinator.get(place).text

    assert "Server dimulai ulang saat mencetak" in page
    assert "Mulai lagi" in page


def test_nothing_ticked_is_refused(coordinator: FlaskClient, two: list[UUID]) -> None:
    answer = begun(coordinator, [uuid4()])

    assert answer.status_code == 422
    assert "Pilih paling sedikit satu laporan." in answer.text


def test_too_many_are_refused_and_stay_ticked(
    coordinator: FlaskClient, two: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST", 1)

    answer = begun(coordinator, two)

    assert answer.status_code == 422
    assert "Pilih paling banyak 1 laporan sekaligus." in answer.text
    assert answer.text.count(" checked") == 2


def test_without_a_final_audit_there_is_nothing_to_print(coordinator: FlaskClient) -> None:
    assert "Belum ada laporan" in coordinator.get(HERE).text


def test_it_asks_the_database_equally_often_for_one_and_for_many(
    coordinator: FlaskClient, people: People
) -> None:
    sent = []
    for number in range(12):
        shop = a_workshop(people["mentor"], name=f"Usaha {number}")
        an_audit(shop, people["mentor"], all_at(2), number=f"A-{number}")
        if number in (0, 11):
            with counted() as statements:
                assert coordinator.get(HERE).status_code == 200
            sent.append(len(statements))

    assert sent[0] == sent[1]
