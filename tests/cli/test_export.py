"""`audit export`: a file by its ending, or one line that says why not."""

import io
import json
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from flask import Flask

from audit import extensions
from audit.storage.accounts import User
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import Workshop
from tests.cli.conftest import Audit
from tests.factories import a_workshop
from tests.rows import an_action, an_audit


@pytest.fixture
def workshop(people: dict[str, User]) -> Workshop:
    return a_workshop(people["mentor"])


@pytest.fixture
def audit_id(people: dict[str, User], workshop: Workshop) -> UUID:
    """A final audit with an action; another workshop has one too."""
    other = a_workshop(people["mentor2"], name="UD Lain")
    an_action(an_audit(other, people["mentor2"], number="B-1"))
    row = an_audit(workshop, people["mentor"], number="A-1")
    an_action(row)
    return row.id


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "data.json"


def workshops(out: Path) -> set[str]:
    return {action["workshop"]["name"] for action in json.loads(out.read_bytes())["actions"]}


@pytest.mark.usefixtures("audit_id")
def test_everything_is_written_unless_told(audit: Audit, out: Path) -> None:
    outcome = audit("export", "--out", out)

    assert (outcome.status, outcome.out) == (0, f"{out}\n")
    assert workshops(out) == {"CV Kurnia Teknik", "UD Lain"}


@pytest.mark.usefixtures("audit_id")
def test_a_workshop_can_be_chosen(audit: Audit, workshop: Workshop, out: Path) -> None:
    assert audit("export", "--workshop", workshop.id, "--out", out).status == 0

    assert workshops(out) == {"CV Kurnia Teknik"}


def test_an_audit_can_be_chosen(audit: Audit, audit_id: UUID, out: Path) -> None:
    assert audit("export", "--audit", audit_id, "--out", out).status == 0

    assert json.loads(out.read_bytes())["id"] == str(audit_id)


@pytest.mark.usefixtures("audit_id")
def test_the_ending_says_which_file(audit: Audit, out: Path) -> None:
    book, table = out.with_suffix(".XLSX"), out.with_suffix(".csv")

    assert audit("export", "--out", book).status == 0
    assert audit("export", "--out", table, "--table", "actions", "--language", "en").status == 0

    sheets = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    assert sheets.sheetnames == ["Skor audit", "Jawaban", "Tindakan"]
    assert table.read_text("utf-8-sig").startswith("Workshop;")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "x.pdf"], ".xlsx, .csv or .json"),
        (["--out", "data"], ".xlsx, .csv or .json"),
        (["--out", "x.json", "--table", "scores"], "--table"),
        (["--out", "x.csv", "--table", "users"], "--table"),
        (["--out", "tidak-ada/x.json"], "tidak-ada"),
        (["--out", "x.json", "--audit", new_id(), "--workshop", new_id()], "exclude"),
        (["--out", "x.json", "--audit", new_id()], "no audit"),
        (["--out", "x.json", "--workshop", new_id()], "no workshop"),
        (["--out", "x.json", "--audit", "x"], "--audit"),
        ([], "--out"),
    ],
)
def test_bad_input_is_refused_in_one_line(
    audit: Audit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[object],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    outcome = audit("export", *arguments)

    assert outcome.refused and said in outcome.err
    assert not list(tmp_path.glob("*x.*"))


def test_a_deleted_audit_is_unknown(
    audit: Audit, people: dict[str, User], workshop: Workshop, out: Path
) -> None:
    gone = an_audit(workshop, people["mentor"], deleted_at=utc_now())

    assert audit("export", "--audit", gone.id, "--out", out).refused


def test_a_file_that_can_not_be_written_is_said(audit: Audit, out: Path) -> None:
    out.mkdir()

    outcome = audit("export", "--out", out)

    assert outcome.refused and str(out) in outcome.err


def test_an_empty_database_has_nothing_but_a_file(app: Flask, audit: Audit, out: Path) -> None:
    extensions.alembic.downgrade("base")

    assert audit("export", "--out", out).status == 0
    assert json.loads(out.read_bytes()) == {"actions": [], "audits": []}
