"""A large export is the same file, made elsewhere, one at a time."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.exports import Chosen, open_to
from audit.usecases import exporting_apart
from audit.usecases.audits import Saved
from audit.usecases.exporting import Wish, exported
from audit.usecases.exporting_apart import BusyError, exported_apart


@pytest.fixture
def url(app: Flask) -> str:
    return str(app.config["DATABASE_URL"])


@pytest.mark.usefixtures("first")
def test_it_is_the_file_that_this_process_would_make(
    session: Session, url: str, mentor: User
) -> None:
    wish, chosen = Wish("json"), open_to(mentor)
    with exported(session, chosen, wish) as here:
        expected = here.read()

    with exported_apart(url, chosen, wish) as there:
        data = there.read()

    assert data == expected
    assert len(json.loads(data)["audits"]) == 1


def test_its_file_is_gone_when_it_is_closed(url: str) -> None:
    with exported_apart(url, Chosen(), Wish("csv")) as file:
        path = Path(file.name)
        assert path.exists()

    assert not path.exists()


def test_there_is_one_at_a_time(url: str, first: Saved) -> None:
    assert first.document.status == "final"
    with exporting_apart._one_at_a_time, pytest.raises(BusyError):
        exported_apart(url, Chosen(), Wish("csv"))

    exported_apart(url, Chosen(), Wish("csv")).close()


def test_a_fault_over_there_comes_through_and_lets_the_next_one_in(url: str) -> None:
    with pytest.raises(KeyError):
        exported_apart(url, Chosen(), Wish("docx"))

    exported_apart(url, Chosen(), Wish("csv")).close()
