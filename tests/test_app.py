"""The app as a whole: where its data is, what each answer says to the browser, and its cookies."""

import re
from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from pathlib import Path

import pytest
from flask import Flask, request, request_started
from flask.testing import FlaskClient

from audit.app import create_app
from audit.extensions import db, migrate
from audit.settings import SettingsError
from tests.conftest import PLAIN, Client
from tests.factories import PASSWORD, csrf_token, people

PAGES = ["/login", "/healthz", "/static/css/base.css", "/nothing", "/api/v1/nothing"]
SECURE = "https://audit.example"


@pytest.fixture
def behind_proxy(tmp_path: Path) -> Iterator[Flask]:
    """An app with AUDIT_HTTPS=yes."""
    app = create_app(PLAIN | {"HTTPS": True}, instance=str(tmp_path))
    app.test_client_class = Client
    with app.app_context():
        migrate()
        people()
        yield app
        db.engine.dispose()


def logged_in(client: FlaskClient, address: str) -> dict[str, Morsel[str]]:
    """The cookies of a log-in that is to last."""
    own = {"base_url": address, "headers": {"Referer": f"{address}/login"}}
    form = {
        "email": "mentor@demo.example",
        "password": PASSWORD,
        "remember": "y",
        "csrf_token": csrf_token(client.get("/login", base_url=address).text),
    }
    answer = client.post("/login", data=form, **own)
    assert answer.status_code == 302, answer.text
    cookies: SimpleCookie = SimpleCookie()
    for cookie in answer.headers.getlist("Set-Cookie"):
        cookies.load(cookie)
    return dict(cookies)


# Where things are


def test_the_instance_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"

    app = create_app(PLAIN, instance=str(folder))

    assert Path(app.instance_path) == folder
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_environment_decides_the_instance_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_INSTANCE", str(tmp_path / "data"))
    assert create_app(PLAIN).instance_path == str(tmp_path / "data")

    monkeypatch.setenv("AUDIT_INSTANCE", "data")
    with pytest.raises(SettingsError):
        create_app(PLAIN)


def test_what_a_test_sets_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_TARGET", "60")

    target = [
        create_app(PLAIN | more, instance=str(tmp_path)).config["TARGET"]
        for more in ({}, {"TARGET": 80})
    ]

    assert target == [60, 80]


# What each answer says to the browser


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_forbids_foreign_scripts_frames_and_guesses(
    client: FlaskClient, address: str
) -> None:
    with client.get(address) as answer:
        headers = answer.headers

    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy.get("script-src", "'self'") == policy.get("style-src", "'self'") == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert not re.search(r"unsafe|\*|https?:", headers["Content-Security-Policy"])
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_only_the_camera_may_be_used_and_only_by_us(client: FlaskClient) -> None:
    policy = client.get("/login").headers["Permissions-Policy"]

    assert policy == "camera=(self), microphone=(), geolocation=()"


def test_pages_are_compressed_for_who_can_read_that(client: FlaskClient) -> None:
    packed = client.get("/login", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(client.get("/login").data)


# HTTPS and cookies


def test_cookies_are_hidden_from_scripts_and_foreign_sites(
    client: FlaskClient, people: object
) -> None:
    cookies = logged_in(client, "http://localhost")

    assert cookies.keys() == {"session", "remember_token"}
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["secure"]


def test_the_session_travels_over_https_only(behind_proxy: Flask) -> None:
    cookies = logged_in(behind_proxy.test_client(), SECURE)

    assert cookies["session"]["secure"]


def test_the_cookie_that_keeps_a_log_in_travels_over_https_only(behind_proxy: Flask) -> None:
    cookies = logged_in(behind_proxy.test_client(), SECURE)

    assert cookies["remember_token"]["secure"]


def test_http_leads_to_https_and_browsers_are_told_to_stay_there(behind_proxy: Flask) -> None:
    client = behind_proxy.test_client()

    plain = client.get("/login?next=/workshops/")
    secure = client.get("/login", base_url=SECURE)

    assert plain.headers["Location"] == "https://localhost/login?next=/workshops/"
    assert secure.status_code == 200
    assert "max-age=" in secure.headers["Strict-Transport-Security"]


def test_without_https_nobody_is_sent_there(client: FlaskClient) -> None:
    answer = client.get("/login", headers={"X-Forwarded-Proto": "https"})

    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers


def seen_behind(app: Flask, headers: dict[str, str]) -> tuple[str, str | None]:
    """Scheme and address of the browser, as the app sees them."""
    seen: list[tuple[str, str | None]] = []

    def look(_app: Flask, **_: object) -> None:
        seen.append((request.scheme, request.remote_addr))

    with request_started.connected_to(look, app):
        app.test_client().get("/login", headers=headers)
    return seen[0]


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "6.6.6.6, 203.0.113.9"}


def test_the_last_proxy_is_believed_and_nobody_ahead_of_it(behind_proxy: Flask) -> None:
    assert seen_behind(behind_proxy, FORWARDED) == ("https", "203.0.113.9")


def test_without_https_no_proxy_is_believed(app: Flask) -> None:
    assert seen_behind(app, FORWARDED) == ("http", "127.0.0.1")
