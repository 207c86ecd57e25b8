"""Who guesses links finds nothing, and is slowed down after twenty misses in a minute."""

import secrets
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from audit.app import create_app
from audit.domain.tokens import token_of
from audit.extensions import db
from audit.storage.workshops import Workshop
from tests.closings import NOON
from tests.conftest import PLAIN, Client
from tests.factories import a_workshop, people
from tests.web.owner_link.links import a_link

GUESSES = 500


@pytest.fixture
def app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    """An app that counts."""
    copyfile(empty_database, tmp_path / "audit.sqlite")
    app = create_app(PLAIN | {"RATELIMIT_ENABLED": True}, instance=str(tmp_path))
    app.test_client_class = Client
    with app.app_context():
        yield app
        db.engine.dispose()


def guess() -> str:
    return f"/s/{token_of(secrets.token_bytes(16))}"


def a_good_one() -> tuple[Workshop, str]:
    mentor = people()["mentor"]
    workshop = a_workshop(mentor)
    return workshop, f"/s/{a_link(mentor, workshop)}"


def test_all_but_the_first_twenty_misses_a_minute_get_429(client: FlaskClient) -> None:
    answers = [client.get(guess()) for _ in range(GUESSES)]

    assert [answer.status_code for answer in answers] == [404] * 20 + [429] * (GUESSES - 20)
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Tunggu satu menit" in answers[-1].text


def test_an_address_that_guesses_learns_nothing_of_a_right_one_either(
    client: FlaskClient,
) -> None:
    _, good = a_good_one()
    assert client.get(good).status_code == 200
    for _ in range(20):
        client.get(guess())

    for path in ("", "/report.pdf", f"/photos/{'a' * 64}"):
        assert client.get(good + path).status_code == 429
    assert client.post(f"{good}/actions/{a_workshop().id}").status_code == 429
    assert client.get(good, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_only_misses_are_counted(client: FlaskClient) -> None:
    _, good = a_good_one()

    assert {client.get(good).status_code for _ in range(50)} == {200}
    assert client.get(guess()).status_code == 404


def test_a_minute_later_it_starts_anew(client: FlaskClient) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(21):
            last = client.get(guess())
        clock.shift(timedelta(seconds=61))

        assert (last.status_code, client.get(guess()).status_code) == (429, 404)


def test_misses_at_the_same_moment_are_counted_each(app: Flask) -> None:
    def miss(_number: int) -> int:
        return app.test_client().get(guess()).status_code

    with ThreadPoolExecutor(8) as threads:
        counted = Counter(threads.map(miss, range(120)))

    assert counted == {404: 20, 429: 100}


@pytest.mark.parametrize("rest", ["/x/y", "/report.pdf", f"/photos/{'a' * 64}"])
def test_every_address_that_begins_like_a_link_counts(client: FlaskClient, rest: str) -> None:
    answers = [client.get(guess() + rest).status_code for _ in range(21)]

    assert answers == [404] * 20 + [429]
