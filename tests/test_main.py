"""The `audit` command as a whole: bad input is one line and status 2, and help has an example."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from audit.__main__ import audit, main


def commands(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command below one, as the words that a person types; that one first."""
    yield names
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, *names, name)


ALL = list(commands(audit))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance that no command has seen yet."""
    for name in [name for name in os.environ if name.startswith("AUDIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AUDIT_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")  # as Flask sets it, but undone
    return tmp_path / "instance"


def test_there_are_the_commands_of_the_contract_and_no_others() -> None:
    assert {" ".join(names) for names in ALL} == {
        "",
        *("serve", "demo", "report", "export", "import"),
        *("user", "user add", "instrument", "instrument check"),
    }


@pytest.mark.parametrize("names", ALL, ids=" ".join)
def test_help_has_an_example_and_needs_no_app(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, ...],
) -> None:
    monkeypatch.setenv("AUDIT_TARGET", "broken")

    main([*names, "--help"])

    said = capsys.readouterr()
    assert "Example: " in said.out
    assert " ".join(["audit", *names]) in said.out
    assert said.err == ""
    assert not folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["users", "create"],
        ["--nothing"],
        ["user", "nothing"],
        ["user", "add"],
        ["user", "add", "rina@contoh.id", "--name", "Rina"],
        ["report", "x", "--out", "x.pdf"],
        ["demo", "--today", "besok"],
        ["instrument", "check"],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_line_with_a_way_to_help_and_makes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err.startswith("audit: ")
    assert said.err.endswith(" --help\n")
    assert said.err.count("\n") == 1
    assert not folder.exists()


@pytest.mark.parametrize("arguments", [[], ["user"], ["instrument"]], ids=" ".join)
def test_a_command_that_is_not_whole_shows_its_help(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "Example: " in capsys.readouterr().err


def test_a_broken_setting_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_TARGET", "banyak")

    with pytest.raises(SystemExit) as ended:
        main(["serve"])

    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err == "audit: AUDIT_TARGET: 'banyak' is not a whole number from 1 to 100\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("AUDIT_DATABASE_URL", "nonsense"),
        ("AUDIT_DATABASE_URL", "foo://audit"),
        ("AUDIT_DATABASE_URL", "sqlite:////proc/nowhere/audit.sqlite"),
        ("AUDIT_PHOTO_STORE", "foo://photos"),
        ("AUDIT_INSTANCE", "/proc/nowhere"),
    ],
)
def test_a_place_that_can_not_be_opened_is_one_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
) -> None:
    monkeypatch.setenv(name, text)

    with pytest.raises(SystemExit) as ended:
        main(["report", "0193c0de-0000-7000-8000-000000000000", "--out", "x.pdf"])

    said = capsys.readouterr()
    assert (ended.value.code, said.err.count("\n")) == (2, 1)
    assert said.err.startswith(f"audit: {name}: ")


def test_giving_up_at_a_question_is_quiet(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise click.Abort

    monkeypatch.setattr("audit.cli.user.read_password", give_up)

    with pytest.raises(SystemExit) as ended:
        main(["user", "add", "rina@contoh.id", "--name", "Rina", "--role", "mentor"])

    assert ended.value.code == 1
    assert capsys.readouterr() == ("", "")


def test_the_module_runs_as_a_program(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "audit", "report", "x", "--out", "x.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "audit: Invalid value for 'AUDIT_ID': 'x' is not a valid UUID; try audit report --help\n"
    )
