"""Every page is on PostgreSQL what it is on SQLite, and asks the database as often."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from audit import extensions
from audit.extensions import db
from tests.closings import NOON
from tests.factories import log_in
from tests.postgresql.cluster import Cluster
from tests.postgresql.conftest import opened
from tests.postgresql.demo import COORDINATOR, Addresses, copy_rows, fill
from tests.statements import counted

BY_CHANCE = re.compile(r'I[\w-]{50,}\.[\w-]+\.[\w-]+|name="new_id" type="hidden" value="[^"]*"')
"""What is another each time: the token of a form, the id of what is not made yet."""
TOLD = ("text/", "application/json")
OURS = ("BEGIN", "SELECT pg_advisory")
"""How transactions begin, which the two say differently."""


@dataclass(frozen=True)
class Both:
    """The same data twice, and where to look."""

    postgresql: Flask
    sqlite: Flask
    addresses: Addresses


class Seen(NamedTuple):
    """What one page answers, and how many statements that took."""

    status: int
    text: str
    statements: int


@pytest.fixture(scope="module")
def both(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """In one folder, so that both have the same photos."""
    folder = tmp_path_factory.mktemp("demo")
    with opened(cluster.create(), folder) as app, time_machine.travel(NOON):
        extensions.migrate()
        addresses, source = fill(app), db.engine
        with opened(f"sqlite:///{folder / 'audit.sqlite'}", folder) as sqlite:
            extensions.migrate()
            copy_rows(source, db.engine)
        yield Both(app, sqlite, addresses)
    with sqlite.app_context():
        db.engine.dispose()


def walked(app: Flask, login: str, pages: tuple[str, ...]) -> dict[str, Seen]:
    """Every page as one person sees it, all of them at the same moment."""
    with time_machine.travel(NOON + timedelta(hours=1), tick=False), app.app_context():
        client = log_in(app.test_client(), login)
        return {page: seen(client.get, page) for page in pages}


def broken(pages: dict[str, Seen]) -> dict[str, int]:
    """What answers otherwise than with a page, another address or "not found"."""
    return {page: one.status for page, one in pages.items() if one.status not in {200, 302, 404}}


def seen(get: Callable[[str], TestResponse], page: str) -> Seen:
    """One page, without what is another each time."""
    with counted() as statements:
        answer = get(page)
        text = answer.text if (answer.mimetype or "").startswith(TOLD) else ""
    answer.close()
    asked = [one for one in statements if not one.startswith(OURS)]
    return Seen(answer.status_code, BY_CHANCE.sub("", text), len(asked))


def test_every_page_is_what_it_is_on_sqlite(both: Both) -> None:
    there = walked(both.postgresql, COORDINATOR, both.addresses.pages)
    here = walked(both.sqlite, COORDINATOR, both.addresses.pages)

    assert [page for page in there if there[page] != here[page]] == []
    assert broken(there) == {}
    assert len([one for one in there.values() if one.status == 200]) > len(there) / 2


@pytest.mark.parametrize("login", ["admin", "mentor"])
def test_every_page_answers_whoever_asks(both: Both, login: str) -> None:
    assert broken(walked(both.postgresql, f"{login}@demo.example", both.addresses.pages)) == {}


def test_what_reads_the_most_can_be_printed(both: Both) -> None:
    with both.postgresql.app_context():
        client = log_in(both.postgresql.test_client(), COORDINATOR)
        answers = {page: client.get(page).status_code for page in both.addresses.printed}

    assert answers == dict.fromkeys(both.addresses.printed, 200)
