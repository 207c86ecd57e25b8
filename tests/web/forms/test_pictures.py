"""The photos of an entry: stored ones, new ones, those that are to go."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.web.forms.carried import carried_for
from audit.web.forms.pictures import PhotoForm
from audit.web.forms.sheet import sheet_for
from tests.web.forms.test_carried import ACTION

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    with app.test_request_context():
        yield


@pytest.fixture(params=["answers-R1.1", f"carried-{ACTION}"], ids=["answer", "carried"])
def owner(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def form(owner: str, **posted: str) -> tuple[PhotoForm, Any]:
    """A form with something posted for the photos of one entry, and that entry."""
    named = MultiDict({f"{owner}-{part}": value for part, value in posted.items()})
    if owner.startswith("carried"):
        return carried_for([ACTION])(named, meta={"csrf": False}), ACTION
    return sheet_for("5r-ikm@1", True)(named, meta={"csrf": False}), "R1.1"


def test_new_photos_join_the_stored_ones_once(owner: str) -> None:
    sent, entry = form(owner, added=TWO)

    assert sent.photos(entry, [ONE, TWO]) == (ONE, TWO)


def test_photos_that_are_to_go_are_shown_and_not_kept(owner: str) -> None:
    sent, entry = form(owner, drop=ONE)

    assert sent.photos(entry, [ONE, TWO]) == (ONE, TWO)
    assert sent.kept(entry, [ONE, TWO]) == (TWO,)


def test_what_is_no_hash_is_no_photo(owner: str) -> None:
    sent, entry = form(owner, added="../secret")

    assert sent.photos(entry, [ONE]) == (ONE,)
    assert entry in sent.entries()


def test_no_files_came_with_a_form_without_any(owner: str) -> None:
    sent, _ = form(owner)

    assert list(sent.files()) == []
