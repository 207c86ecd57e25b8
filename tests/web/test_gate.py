"""Nobody gets past the gate without a log-in, and the way back leads to our own pages only."""

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from audit.app import create_app
from audit.extensions import db, migrate, writing
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.web.gate import OPEN_ENDPOINTS
from tests.conftest import PLAIN, Client
from tests.factories import PASSWORD, csrf_token, log_in

SOME_ID = UUID("0193c0de-0000-7000-8000-000000000000")
OPEN = {
    *("static", "security.login"),
    *("health.alive", "health.ready", "language.choose"),
    *("api.instrument", "api.openapi", "calendar.feed"),
    *("owner_link.show", "owner_link.report", "owner_link.photo"),
    *("owner_link.mark", "owner_link.lost"),
    *("tablet.place", "tablet.step", "tablet.worker", "installing.manifest"),
}
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


def closed(app: Flask, *methods: str) -> list[tuple[str, str]]:
    """Method and address of every route behind the gate."""
    return [
        (method, address(app, rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN
        for method in methods
        if method in (rule.methods or ())
    ]


def address(app: Flask, rule: Rule) -> str:
    values = {name: word_of(rule._converters[name]) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, method=None)


def word_of(kind: Any) -> UUID | str:
    """Something that fits a place of an address."""
    return min(kind.items) if isinstance(kind, AnyConverter) else SOME_ID


def token(client: FlaskClient) -> str:
    return csrf_token(client.get("/login").text)


def test_only_a_few_doors_are_open() -> None:
    assert OPEN_ENDPOINTS == OPEN


def test_every_page_leads_a_stranger_to_the_log_in_and_back(
    app: Flask, client: FlaskClient
) -> None:
    pages = [a for _, a in closed(app, "GET") if not a.startswith("/api/")]
    assert len(pages) > 8

    led = {page: client.get(page).headers.get("Location") for page in pages}

    assert led == {page: f"/login?next={page}" for page in pages}


def test_every_door_of_the_api_answers_a_stranger_in_json(app: Flask, client: FlaskClient) -> None:
    doors = [d for d in closed(app, "GET", *CHANGING) if d[1].startswith("/api/")]
    assert len(doors) >= 4

    for method, door in doors:
        answer = client.open(door, method=method)
        said = answer.get_json()
        assert (answer.status_code, said["error"]) == (401, "login_needed"), door
        assert said["message"]


def test_no_form_does_anything_for_a_stranger(app: Flask, client: FlaskClient) -> None:
    forms = [d for d in closed(app, *CHANGING) if not d[1].startswith("/api/")]
    assert len(forms) > 8
    for method, form in forms:
        answer = client.open(form, method=method, data={"csrf_token": token(client)})

        assert (answer.status_code, answer.headers.get("Location")) == (302, "/login?next=/"), form


@pytest.mark.parametrize("unknown", ["/nothing", "/admin/users", "/audits/"])
def test_a_stranger_does_not_learn_which_addresses_exist(client: FlaskClient, unknown: str) -> None:
    assert client.get(unknown).headers["Location"] == f"/login?next={unknown}"


def test_the_query_of_the_wanted_page_is_kept(client: FlaskClient) -> None:
    answer = client.get("/workshops/?city=Solo&text=a b")

    assert answer.headers["Location"].startswith("/login?next=/workshops/%3Fcity%3DSolo%26text%3D")


@pytest.mark.parametrize("path", ["/login", "/healthz", "/readyz", "/static/css/base.css"])
def test_the_open_doors_answer_a_stranger(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 200


def log_in_towards(client: FlaskClient, wanted: str) -> str:
    """Where a log-in leads that began with `wanted` as the next page; "" for nowhere."""
    page = client.get("/login", query_string={"next": wanted})
    form = {
        "email": "mentor@demo.example",
        "password": PASSWORD,
        "next": wanted,
        "csrf_token": csrf_token(page.text),
    }
    return client.post("/login", data=form).headers.get("Location", "")


@pytest.mark.parametrize("wanted", ["/workshops/", "/workshops/?city=Solo", "/"])
def test_a_log_in_leads_to_the_page_that_was_wanted(
    client: FlaskClient, people: dict[str, User], wanted: str
) -> None:
    assert log_in_towards(client, wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
    ],
)
def test_a_log_in_never_leads_to_a_foreign_site(
    client: FlaskClient, people: dict[str, User], wanted: str
) -> None:
    led = urlsplit(urljoin("http://localhost/login", log_in_towards(client, wanted)))

    assert (led.scheme, led.netloc) == ("http", "localhost")
    assert "\\" not in led.path


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("mentor@demo.example", "salah sekali"),
        ("nobody@demo.example", PASSWORD),
        ("mentor@demo.example", ""),
    ],
)
def test_a_wrong_log_in_stays_outside_and_says_so(
    client: FlaskClient, people: dict[str, User], email: str, password: str
) -> None:
    form = {"email": email, "password": password, "csrf_token": token(client)}

    answer = client.post("/login", data=form)

    assert answer.status_code == 200
    assert "kata sandi" in answer.text.lower()
    assert client.get("/").status_code == 302


def test_an_unknown_address_and_a_wrong_password_look_alike(
    client: FlaskClient, people: dict[str, User]
) -> None:
    said = [
        client.post("/login", data={"email": email, "password": "x" * 9, "csrf_token": t}).text
        for email in ("mentor@demo.example", "nobody@demo.example")
        for t in [token(client)]
    ]

    assert all("Email atau kata sandi salah" in text for text in said)


def test_logging_out_closes_the_gate(client: FlaskClient, people: dict[str, User]) -> None:
    log_in(client, people["mentor"])
    page = client.get("/").text

    client.post("/logout", data={"csrf_token": csrf_token(page)})

    assert client.get("/").headers["Location"] == "/login?next=/"


def test_a_form_without_its_token_does_nothing(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["mentor"])

    answer = client.post("/workshops/add", data={"name": "CV Tanpa Token", "key": str(new_id())})

    assert answer.status_code == 400
    assert "muat ulang" in answer.text
    assert "CV Tanpa Token" not in client.get("/workshops/").text


def test_a_password_can_not_be_tried_without_end(tmp_path: Path) -> None:
    app = create_app(PLAIN | {"RATELIMIT_ENABLED": True}, instance=str(tmp_path))
    app.test_client_class = Client
    with app.app_context():
        migrate()
        client = app.test_client()
        form = {"email": "x@demo.example", "password": "x" * 9, "csrf_token": token(client)}
        answers = [client.post("/login", data=form).status_code for _ in range(21)]
        db.engine.dispose()

    assert answers == [200] * 20 + [429]


def test_looking_at_something_keeps_a_tablet_logged_in_for_longer(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["mentor"])

    looked = client.get("/")

    cookies = [c.partition("=")[0] for c in looked.headers.getlist("Set-Cookie")]
    assert "remember_token" in cookies


@pytest.mark.parametrize("logged_in", [True, False])
def test_the_api_sets_no_cookie_so_that_no_late_answer_undoes_a_log_in(
    client: FlaskClient, people: dict[str, User], logged_in: bool
) -> None:
    client.get("/login")
    if logged_in:
        log_in(client, people["mentor"])

    looked = client.get("/api/v1/bootstrap")
    sent = client.put(f"/api/v1/audits/{SOME_ID}", headers={"Sec-Fetch-Site": "same-origin"})

    assert looked.status_code == (200 if logged_in else 401)
    assert [*looked.headers.getlist("Set-Cookie"), *sent.headers.getlist("Set-Cookie")] == []


def test_who_is_no_longer_active_is_out_at_once(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["mentor"])
    assert client.get("/api/v1/bootstrap").status_code == 200

    with writing() as session:
        session.get_one(User, people["mentor"].id).active = False

    assert client.get("/api/v1/bootstrap").status_code == 401
