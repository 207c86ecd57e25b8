import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from tests.factories import PASSWORD, csrf_token, log_in


def test_login_is_ours_and_in_indonesian(client: FlaskClient) -> None:
    page = client.get("/login").text

    assert "Kata sandi" in page and "Tetap masuk di perangkat ini" in page
    assert "<style" not in page and "style=" not in page


def test_login_leads_back_to_the_page_that_was_wanted(
    client: FlaskClient, people: dict[str, User]
) -> None:
    form = client.get("/login?next=/workshops/").text
    answer = client.post(
        "/login",
        data={
            "email": people["mentor"].email,
            "password": PASSWORD,
            "next": "/workshops/",
            "csrf_token": csrf_token(form),
        },
    )

    assert 'value="/workshops/"' in form
    assert answer.location.endswith("/workshops/")


@pytest.mark.parametrize("email", ["mentor@demo.example", "nobody@demo.example", "", "x"])
def test_login_refused_says_the_same_for_every_reason(
    client: FlaskClient, people: dict[str, User], email: str
) -> None:
    token = csrf_token(client.get("/login").text)

    page = client.post("/login", data={"email": email, "password": "salah", "csrf_token": token})

    assert "Email atau kata sandi salah" in page.text
    assert f'value="{email}"' in page.text


def test_login_without_its_token_is_refused(client: FlaskClient, people: dict[str, User]) -> None:
    answer = client.post("/login", data={"email": people["mentor"].email, "password": PASSWORD})

    assert "Location" not in answer.headers
    assert client.get("/").status_code == 302


def test_log_out_needs_its_token(client: FlaskClient, people: dict[str, User]) -> None:
    page = log_in(client, people["mentor"]).get("/").text

    refused = client.post("/logout")
    left = client.post("/logout", data={"csrf_token": csrf_token(page)})

    assert refused.status_code == 400
    assert left.location.endswith("/login")
    assert client.get("/").status_code == 302


def test_the_account_menu_names_user_and_role(client: FlaskClient, people: dict[str, User]) -> None:
    page = log_in(client, people["mentor"]).get("/").text

    assert people["mentor"].name in page and "Pendamping" in page


def test_an_unknown_page_says_where_to_go(
    app: Flask, client: FlaskClient, people: dict[str, User]
) -> None:
    answer = log_in(client, people["mentor"]).get("/nirgends")

    assert answer.status_code == 404
    assert "Tidak ditemukan" in answer.text and "Ke beranda" in answer.text
