"""`audit demo`: fills an empty app once, prints one report, and says how to come in."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from audit.cli import serve
from audit.cli.demo import PDF, loading
from tests.cli.conftest import Audit
from tests.cli.demo.conftest import Loaded
from tests.factories import csrf_token


def password(loaded: Loaded) -> str:
    return (loaded.folder / "demo-password").read_text()


def state(folder: Path) -> tuple[str, dict[str, tuple[int, int]]]:
    """Every row of the database, and every other file with size and time."""
    with closing(sqlite3.connect(folder / "audit.sqlite")) as database:
        rows = "\n".join(database.iterdump())
    files = {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("audit.sqlite")
    }
    return hashlib.sha256(rows.encode()).hexdigest(), files


def test_it_says_address_log_ins_password_and_report(loaded: Loaded) -> None:
    said = dict(line.split(None, 1) for line in loaded.said.splitlines())

    assert said.keys() == {"Address:", "Log-ins:", "Password:", "Report:"}
    assert said["Address:"].startswith("http://127.0.0.1:")
    assert said["Log-ins:"].split(", ") == [
        f"{login}@demo.example" for login in ("admin", "koordinator", "mentor", "mentor2")
    ]
    assert said["Password:"] == password(loaded)
    assert said["Report:"] == str(loaded.folder / "demo" / PDF)


def test_it_prints_the_report_of_our_reference_workshop(loaded: Loaded) -> None:
    assert (loaded.folder / "demo" / PDF).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("login", ["admin", "koordinator", "mentor", "mentor2"])
def test_everybody_can_log_in_with_the_password(loaded: Loaded, login: str) -> None:
    client = loaded.app.test_client()
    form = {
        "email": loading.email(login),
        "password": password(loaded),
        "csrf_token": csrf_token(client.get("/login").text),
    }

    assert client.post("/login", data=form).status_code == 302
    assert client.get("/").status_code == 200


def test_the_password_is_kept_for_its_owner_only(loaded: Loaded) -> None:
    assert (loaded.folder / "demo-password").stat().st_mode & 0o777 == 0o600
    assert len(password(loaded)) >= 12


@pytest.mark.parametrize("arguments", [[], ["--today", "2030-01-01"]])
def test_a_second_run_changes_nothing_and_says_the_same(
    loaded: Loaded, arguments: list[str]
) -> None:
    before = state(loaded.folder)

    said = loaded.again(*arguments)

    assert state(loaded.folder) == before
    assert said.splitlines()[1:] == loaded.said.splitlines()[1:]


def test_it_serves_when_asked(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[str, int]] = []
    monkeypatch.setattr(serve, "run", lambda host, port: served.append((host, port)))

    said = loaded.again("--serve")

    ((host, port),) = served
    assert f"http://{host}:{port}" in said


@pytest.mark.parametrize("day", ["24-11-2026", "2026-13-01", "besok"])
def test_a_day_that_is_none_is_refused(audit: Audit, tmp_path: Path, day: str) -> None:
    outcome = audit("demo", "--today", day)

    assert outcome.refused
    assert day in outcome.err
    assert not (tmp_path / "demo").exists()
