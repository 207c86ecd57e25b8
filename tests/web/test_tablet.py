"""Pages that a tablet keeps: whole, without anybody's data, all of one edition."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.storage.accounts import User
from audit.web import tablet
from tests.factories import log_in

PAGES = [*tablet.PLACES, *(f"{step}/5r-ikm@1" for step in tablet.STEPS)]


@pytest.fixture
def facts(client: FlaskClient) -> dict[str, object]:
    """What the service worker was told."""
    script = client.get("/sw.js").text
    found: dict[str, object] = json.loads(script[script.index("serve(") + 6 : script.rindex(")")])
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_without_a_log_in_in_its_language(
    client: FlaskClient, language: str, page: str
) -> None:
    answer = client.get(f"/tablet/{language}/{page}")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_who_is_logged_in(
    client: FlaskClient, people: dict[str, User], page: str
) -> None:
    log_in(client, people["mentor"])

    text = client.get(f"/tablet/id/{page}").text

    assert people["mentor"].name not in text
    assert str(people["mentor"].id) not in text


@pytest.mark.parametrize(
    "address", ["id/sheet/5r-ikm@9", "de/home", "id/sheet", "id/nothing", "id/home?v=0123456789"]
)
def test_what_is_not_kept_is_not_found(
    client: FlaskClient, people: dict[str, User], address: str
) -> None:
    log_in(client, people["mentor"])

    assert client.get(f"/tablet/{address}").status_code == 404


def test_the_worker_is_never_kept_by_the_browser_and_serves_the_whole_site(
    client: FlaskClient,
) -> None:
    answer = client.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert re.search(r'from "/static/e-\w{10}/app\.js"', answer.text)


def test_everything_that_the_worker_keeps_is_there(
    client: FlaskClient, facts: dict[str, list[str]]
) -> None:
    for address in facts["files"]:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_worker_keeps_the_script_and_every_style(
    app: Flask, client: FlaskClient, facts: dict[str, list[str]]
) -> None:
    folder = Path(str(app.static_folder))
    styles = {file.relative_to(folder).as_posix() for file in folder.rglob("*.css")}

    kept = {re.sub(r"^/static/e-\w+/", "", address) for address in facts["files"]}

    assert {"app.js", *styles} <= kept


def test_the_version_changes_with_templates_and_texts(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("one")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "page.html").write_text("two")

    versions = {
        tablet.named("files", (tmp_path / "other",)),
        tablet.named("files", (tmp_path,)),
        tablet.named("newer", (tmp_path,)),
    }

    assert len(versions) == 3
