"""`audit user add`: who gets a log-in, and that a refusal changes nothing."""

import io

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from audit.cli.user import SHORTEST
from audit.storage.accounts import Role, User
from tests.cli.conftest import Audit, Outcome
from tests.factories import PASSWORD, a_user, log_in

RINA = "rina@contoh.id"


@pytest.fixture
def add(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Add Rina as a mentor; keywords replace email, name, role or password."""

    def run(
        email: str = RINA, name: str = "Rina", role: str = "mentor", password: str = PASSWORD
    ) -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\nnot the password\n"))
        given = ["--name", name, "--role", role, "--password-stdin"]
        return audit("user", "add", email, *given)

    return run


def emails(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(sa.select(User.email)))


@pytest.mark.parametrize("role", ["admin", "coordinator", "mentor"])
def test_a_new_user_can_log_in(app: Flask, session: Session, add: Audit, role: str) -> None:
    outcome = add(role=role)

    assert (outcome.status, outcome.err) == (0, "")
    assert f"{RINA} as {role}" in outcome.out
    page = log_in(app.test_client(), RINA).get("/")
    assert page.status_code == 200
    (user,) = session.scalars(sa.select(User)).unique()
    assert [one.name for one in user.roles] == [role]


def test_the_password_is_nowhere_in_the_output(add: Audit) -> None:
    outcome = add()

    assert PASSWORD not in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "rina"}, "rina is not an email address"),
        ({"email": "rina@contoh.test"}, "not an email address"),
        ({"email": ""}, "not an email address"),
        ({"name": "  "}, "--name"),
        ({"name": "x" * 121}, "--name"),
        ({"role": "owner"}, "--role"),
        ({"password": "x" * (SHORTEST - 1)}, str(SHORTEST)),
        ({"password": ""}, str(SHORTEST)),
    ],
)
def test_bad_input_is_one_line_and_adds_nobody(
    session: Session, add: Audit, wrong: dict[str, str], said: str
) -> None:
    outcome = add(**wrong)

    assert outcome.refused
    assert said in outcome.err
    assert emails(session) == []
    assert session.scalars(sa.select(Role)).all() == []


@pytest.mark.parametrize("email", ["mentor@demo.example", "Mentor@DEMO.example"])
def test_an_address_has_one_log_in(session: Session, add: Audit, email: str) -> None:
    a_user("mentor", "mentor")

    outcome = add(email=email, role="admin")

    assert outcome.refused
    assert "has a log-in already" in outcome.err
    assert emails(session) == ["mentor@demo.example"]


@pytest.mark.parametrize(
    "arguments",
    [[], [RINA], [RINA, "--name", "Rina"], [RINA, "--role", "mentor", "--password-stdin"]],
)
def test_what_is_left_out_is_named(audit: Audit, arguments: list[str]) -> None:
    outcome = audit("user", "add", *arguments)

    assert outcome.refused
    assert "Missing" in outcome.err
    assert "audit user add --help" in outcome.err


def test_without_a_terminal_the_password_must_come_from_standard_input(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))

    outcome = audit("user", "add", RINA, "--name", "Rina", "--role", "mentor")

    assert outcome.refused
    assert "--password-stdin" in outcome.err


def test_at_a_terminal_the_password_is_asked_for_twice_and_hidden(
    session: Session, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def prompt(_text: str, **options: object) -> str:
        asked.append(options)
        return PASSWORD

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("audit.cli.user.click.prompt", prompt)

    audit("user", "add", RINA, "--name", "Rina", "--role", "mentor")

    assert asked == [{"hide_input": True, "confirmation_prompt": True}]
    assert emails(session) == [RINA]
