"""Which language is spoken, how to change it, and that changing leads to our own pages only."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.web.language import local_path
from tests.factories import csrf_token, log_in

People = dict[str, User]


def choose(client: FlaskClient, language: str, back: str = "/login") -> str:
    """Choose a language on the page one is on; where that leads."""
    page = client.get("/") if client.get("/").status_code == 200 else client.get("/login")
    form = {"language": language, "next": back, "csrf_token": csrf_token(page.text)}
    return client.post("/language", data=form).headers["Location"]


def spoken(client: FlaskClient, page: str = "/login") -> str:
    """The language that a page says it is in."""
    return client.get(page).text.partition('lang="')[2][:2]


def test_a_stranger_is_spoken_to_in_indonesian(client: FlaskClient) -> None:
    assert spoken(client) == "id"
    assert "Kata sandi" in client.get("/login").text


def test_a_stranger_may_choose_for_this_browser(app: Flask, client: FlaskClient) -> None:
    assert choose(client, "en") == "/login"

    assert spoken(client) == "en"
    assert spoken(app.test_client()) == "id"


def test_a_user_keeps_his_language_on_every_device(
    app: Flask, client: FlaskClient, people: People, session: Session
) -> None:
    choose(log_in(client, people["mentor"]), "en", "/")
    session.rollback()

    elsewhere = log_in(app.test_client(), people["mentor"])
    other = log_in(app.test_client(), people["mentor2"])

    assert session.get_one(User, people["mentor"].id).language == "en"
    assert (spoken(elsewhere, "/"), spoken(other, "/")) == ("en", "id")


def test_an_unknown_language_changes_nothing(client: FlaskClient, people: People) -> None:
    log_in(client, people["mentor"])
    choose(client, "en")

    choose(client, "xx")

    assert spoken(client, "/") == "en"


def test_errors_of_the_api_speak_the_language_of_the_user(client: FlaskClient) -> None:
    said = []
    for language in ("id", "en"):
        choose(client, language)
        said.append(client.get("/api/v1/nothing").get_json()["message"])

    assert said[0].startswith("Masuk dulu")
    assert said[1] != said[0]


@pytest.mark.parametrize("back", ["/", "/workshops/", "/workshops/?city=Solo#top"])
def test_the_way_back_is_the_page_one_was_on(back: str) -> None:
    assert local_path(back) == back


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "workshops/",
        "",
    ],
)
def test_the_way_back_never_leads_to_a_foreign_site(client: FlaskClient, back: str) -> None:
    led = choose(client, "id", back)

    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))


def test_the_language_changes_by_a_form_of_ours_only(client: FlaskClient) -> None:
    answer = client.post("/language", data={"language": "en"})

    assert answer.status_code == 400
    assert spoken(client) == "id"
