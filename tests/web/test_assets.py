"""Static files have stamped addresses that browsers keep; pages are asked for anew."""

import re
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.web.assets import edition
from tests.factories import log_in

STYLE = "/static/css/base.css"


def cache_of(client: FlaskClient, address: str) -> str:
    with client.get(address) as answer:
        return answer.headers["Cache-Control"]


def test_every_static_file_of_a_page_has_an_address_of_this_edition_that_answers(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["mentor"])
    page = client.get("/").text

    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(linked) > 3
    for address in linked:
        assert re.match(r"/static/e-[0-9a-f]{10}/", address)
        with client.get(address) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("change", [("b.css", "b"), ("a.css", "aa"), ("in/a.css", "a")])
def test_the_edition_is_of_every_name_and_content(tmp_path: Path, change: tuple[str, str]) -> None:
    for folder in ("before", "same", "after"):
        (tmp_path / folder / "in").mkdir(parents=True)
        (tmp_path / folder / "a.css").write_text("a")
    (tmp_path / "after" / change[0]).write_text(change[1])

    of = {folder.name: edition(folder) for folder in tmp_path.iterdir()}

    assert of["before"] == of["same"] != of["after"]


def test_an_address_keeps_an_edition_it_was_given(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css", edition="mine")
        assert address == "/static/e-mine/css/base.css"


def test_stamped_files_are_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        stamped = url_for("static", filename="css/base.css")

    assert cache_of(client, stamped) == "public, max-age=31536000, immutable"


def test_vendored_files_never_change_and_are_kept_without_a_stamp(client: FlaskClient) -> None:
    font = "/static/vendor/fonts/plus-jakarta-sans-latin-400-normal.woff2"

    assert cache_of(client, font) == "public, max-age=31536000, immutable"


def test_files_without_a_stamp_are_asked_for_again(client: FlaskClient) -> None:
    assert cache_of(client, STYLE) == "no-cache"


def test_a_file_of_an_edition_that_is_gone_is_the_newest_and_not_kept(client: FlaskClient) -> None:
    assert cache_of(client, "/static/e-0123456789/css/base.css") == "no-cache"


def test_a_file_that_is_not_there_is_not_kept(client: FlaskClient) -> None:
    assert "immutable" not in cache_of(client, "/static/e-0123456789/nothing.css")


@pytest.mark.parametrize("page", ["/", "/workshops/", "/nothing", "/api/v1/nothing", "/healthz"])
def test_pages_and_answers_are_never_kept(
    client: FlaskClient, people: dict[str, User], page: str
) -> None:
    log_in(client, people["mentor"])

    assert cache_of(client, page) == "no-store"
