"""Files to take along: who gets which, and what the browser is told about them."""

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from msgspec.structs import replace
from werkzeug.test import TestResponse

from audit.domain.document import PointSeen
from audit.storage.accounts import User
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from audit.usecases.exporting_apart import BusyError
from audit.web import exports
from tests.factories import a_document, a_workshop, csrf_token, log_in, stored
from tests.rows import an_audit
from tests.statements import counted
from tests.usecases.visits import FIRST_DAY, a_visit, finished

pytestmark = pytest.mark.usefixtures("on_the_day")
ENDINGS = ["xlsx", "csv", "json"]
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@pytest.fixture
def visit(people: dict[str, User], workshop: Workshop) -> Saved:
    """A final audit of the mentor's workshop with one finding."""
    return finished(people["mentor"], a_visit(workshop, people["mentor"], {"R2.1": 1}))


def got(client: FlaskClient, path: str) -> TestResponse:
    """The answer, whole, and closed as a server closes it."""
    return client.get(path, buffered=True)


def places(visit: Saved) -> list[str]:
    document = visit.document
    return [f"/audits/{document.id}", f"/workshops/{document.workshop.id}", ""]


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_place_has_each_file(mentor: FlaskClient, visit: Saved, ending: str) -> None:
    names = [f"-cv-kurnia-teknik-{FIRST_DAY}", "-cv-kurnia-teknik", ""]
    for place, name in zip(places(visit), names, strict=True):
        answer = got(mentor, f"{place}/export.{ending}")

        assert (answer.status_code, answer.content_type) == (200, TYPES[ending])
        table = "-jawaban" if ending == "csv" else ""
        told = answer.headers["Content-Disposition"]
        assert told == f"attachment; filename=data-5r{name}{table}.{ending}"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.content_length == len(answer.data) > 100
        assert b"R2.1" in answer.data or ending == "xlsx"


def test_the_excel_file_opens(mentor: FlaskClient, visit: Saved) -> None:
    data = got(mentor, f"{places(visit)[0]}/export.xlsx").data

    sheets = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.max_row for sheet in sheets] == [2, 43, 2]


@pytest.mark.parametrize(
    ("table", "heading"), [("answers", "Nilai"), ("scores", "Predikat"), ("actions", "Tenggat")]
)
@pytest.mark.usefixtures("visit")
def test_csv_holds_the_table_asked_for(mentor: FlaskClient, table: str, heading: str) -> None:
    answer = got(mentor, f"/export.csv?table={table}")

    assert heading in answer.data.decode("utf-8-sig").splitlines()[0].split(";")


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("path", ["/export.csv?table=users", "/export.pdf", "/export.", "/export"])
def test_other_files_are_not_there(mentor: FlaskClient, path: str) -> None:
    assert mentor.get(path).status_code == 404


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_mentor_finds_nothing(
    app: Flask, people: dict[str, User], visit: Saved, ending: str
) -> None:
    other = log_in(app.test_client(), people["mentor2"])
    audit, workshop, _every = places(visit)

    answers = [got(other, f"{place}/export.{ending}") for place in (audit, workshop)]
    unknown = got(other, f"/audits/{new_id()}/export.{ending}")

    assert [answer.status_code for answer in answers] == [404, 404]
    assert unknown.status_code == 404
    assert answers[0].text == unknown.text


def test_all_means_all_that_one_may_see(app: Flask, people: dict[str, User], visit: Saved) -> None:
    theirs = a_workshop(people["mentor2"], name="Rahasia Las")
    finished(people["mentor2"], a_visit(theirs, people["mentor2"], {"R2.2": 0}))

    seen: dict[str, Any] = {}
    for who in ("mentor", "mentor2", "coordinator"):
        data = json.loads(got(log_in(app.test_client(), people[who]), "/export.json").data)
        seen[who] = {audit["workshop"]["name"] for audit in data["audits"]}
        assert {action["workshop"]["name"] for action in data["actions"]} == seen[who]

    mine = visit.document.workshop.name
    assert seen == {
        "mentor": {mine},
        "mentor2": {"Rahasia Las"},
        "coordinator": {mine, "Rahasia Las"},
    }


@pytest.mark.parametrize("path", ["/export.xlsx", "/workshops/{}/export.csv"])
def test_nobody_exports_without_a_log_in(
    client: FlaskClient, workshop: Workshop, path: str
) -> None:
    answer = client.get(path.format(workshop.id))

    assert answer.status_code == 302 and "/login" in answer.location


def test_a_draft_is_in_its_own_file_alone_and_marked(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    draft = an_audit(workshop, people["mentor"])

    alone = got(mentor, f"/audits/{draft.id}/export.csv?table=scores").data.decode("utf-8-sig")
    whole = got(mentor, f"/workshops/{workshop.id}/export.csv?table=scores").data

    assert ";draf;" in alone.splitlines()[1]
    assert whole.count(b"\r\n") == 1


def test_a_deleted_draft_is_gone(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    draft = an_audit(workshop, people["mentor"], deleted_at=utc_now())

    assert got(mentor, f"/audits/{draft.id}/export.json").status_code == 410


def test_the_words_are_those_of_the_reader(mentor: FlaskClient) -> None:
    token = csrf_token(mentor.get("/calendar/").text)
    mentor.post("/language", data={"csrf_token": token, "language": "en"})

    answer = got(mentor, "/export.csv")

    assert answer.data.decode("utf-8-sig").startswith("Audit number;")
    assert answer.headers["Content-Disposition"].endswith("data-5r-answers.csv")


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_asks_the_database_equally_often_for_one_and_for_many(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop, ending: str
) -> None:
    sent = []
    for number in range(12):
        an_audit(workshop, people["mentor"], number=f"A-{number}")
        if number in (0, 11):
            with counted() as statements:
                got(mentor, f"/workshops/{workshop.id}/export.{ending}")
            sent.append(len(statements))

    assert sent[0] == sent[1]


def test_a_second_large_file_waits_for_the_first(
    mentor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise BusyError

    monkeypatch.setattr(exports, "exported_apart", full)

    answer = mentor.get("/export.xlsx")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Unduhan lain sedang disiapkan." in answer.text


def test_the_pages_lead_to_their_files(mentor: FlaskClient, visit: Saved) -> None:
    for place, page in zip(places(visit), [*places(visit)[:2], "/workshops/"], strict=True):
        found = re.findall(r'href="([^"]*/export\.[^"]*)"', mentor.get(page).text)

        csv = [f"{place}/export.csv?table={name}" for name in ("answers", "scores", "actions")]
        assert found == [f"{place}/export.xlsx", *csv, f"{place}/export.json"]
        assert {got(mentor, path).status_code for path in found} == {200}


def test_a_recheck_leads_to_its_file_too(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    seen = PointSeen(point=new_id(), name="Rak alat", photos=("a" * 64,))
    recheck = a_document(workshop, people["mentor"], type="recheck", points=(seen,))
    done = stored(people["mentor"], recheck)
    stored(people["mentor"], replace(done.document, status="final"), done.version)

    page = mentor.get(f"/audits/{done.document.id}").text
    scores = got(mentor, f"/audits/{done.document.id}/export.csv?table=scores")

    assert f'href="/audits/{done.document.id}/export.json"' in page
    assert ";cek ulang;final;" in scores.data.decode("utf-8-sig")


@pytest.mark.usefixtures("visit")
def test_a_workshop_without_a_final_audit_offers_no_file(
    mentor: FlaskClient, people: dict[str, User]
) -> None:
    new = a_workshop(people["mentor"], name="Baru Las")

    assert "Unduh data" not in mentor.get(f"/workshops/{new.id}").text
