"""Static files have stamped addresses that browsers keep; pages are asked for anew."""

import os
import re
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.web.assets import digest
from tests.factories import log_in

STYLE = "/static/css/base.css"


def cache_of(client: FlaskClient, address: str) -> str:
    with client.get(address) as answer:
        return answer.headers["Cache-Control"]


def test_every_static_file_of_a_page_has_a_stamped_address_that_answers(
    client: FlaskClient, people: dict[str, User]
) -> None:
    log_in(client, people["mentor"])
    page = client.get("/").text

    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(linked) > 3
    for address in linked:
        assert re.search(r"\?v=[0-9a-f]{10}$", address)
        with client.get(address) as answer:
            assert answer.status_code == 200


def test_the_stamp_is_of_the_content(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    stamps: list[str] = []
    for text in ("a", "b", "a"):
        file.write_text(text)
        os.utime(file, ns=(len(stamps), len(stamps)))
        stamps.append(digest(file, file.stat().st_mtime_ns))

    assert stamps[0] == stamps[2] != stamps[1]


def test_an_address_keeps_a_stamp_it_was_given(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("static", filename="css/base.css", v="mine") == f"{STYLE}?v=mine"


def test_stamped_files_are_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        stamped = url_for("static", filename="css/base.css")

    assert cache_of(client, stamped) == "public, max-age=31536000, immutable"


def test_vendored_files_never_change_and_are_kept_without_a_stamp(client: FlaskClient) -> None:
    font = "/static/vendor/fonts/plus-jakarta-sans-latin-400-normal.woff2"

    assert cache_of(client, font) == "public, max-age=31536000, immutable"


def test_files_without_a_stamp_are_asked_for_again(client: FlaskClient) -> None:
    assert cache_of(client, STYLE) == "no-cache"


def test_a_file_that_is_not_there_is_not_kept(client: FlaskClient) -> None:
    assert "immutable" not in cache_of(client, "/static/nothing.css?v=0123456789")


@pytest.mark.parametrize("page", ["/", "/workshops/", "/nothing", "/api/v1/nothing", "/healthz"])
def test_pages_and_answers_are_never_kept(
    client: FlaskClient, people: dict[str, User], page: str
) -> None:
    log_in(client, people["mentor"])

    assert cache_of(client, page) == "no-store"
