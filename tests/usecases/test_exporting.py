"""The three kinds of file, read back as those who get them read them."""

import csv
import gc
import io
import json
import tracemalloc
from datetime import datetime
from typing import Any
from uuid import UUID

import openpyxl
import pytest
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document, Remarks, canonical
from audit.domain.public import public
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.exports import Chosen
from audit.storage.workshops import Workshop
from audit.usecases import exporting
from audit.usecases.audits import Saved
from audit.usecases.exporting import Wish, exported, file_name
from tests.factories import a_document
from tests.rows import an_audit
from tests.statements import counted
from tests.usecases.visits import FIRST_DAY, a_visit, finished

SECRET = "hanya untuk pendamping"


def made(session: Session, wish: Wish, chosen: Chosen | None = None) -> bytes:
    with exported(session, chosen or Chosen(), wish) as file:
        return file.read()


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), read_only=False)


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def column(sheet: Any, heading: str) -> list[Any]:
    names = [cell.value for cell in sheet[1]]
    return [row[names.index(heading)].value for row in sheet.iter_rows(min_row=2)]


def test_excel_has_three_sheets_with_real_days_and_numbers(session: Session, first: Saved) -> None:
    sheets = book(made(session, Wish("xlsx")))

    assert sheets.sheetnames == ["Skor audit", "Jawaban", "Tindakan"]
    assert {sheet.freeze_panes for sheet in sheets} == {"A2"}
    scores, answers, actions = sheets
    assert column(scores, "Nomor audit") == [first.document.number]
    assert column(scores, "Tanggal") == [datetime.combine(FIRST_DAY, datetime.min.time())]
    assert isinstance(column(scores, "Skor total")[0], float)
    assert len(column(answers, "Nilai")) == len(first.document.answers)
    assert column(answers, "Nilai")[column(answers, "Kode butir").index("R2.1")] == 1
    assert column(actions, "Kode butir") == ["R2.1"]
    (due,) = first.document.findings
    assert column(actions, "Tenggat")[0].date() == due.action.due_on
    assert column(actions, "Status") == ["terbuka"]


@pytest.mark.parametrize(
    ("table", "heading", "rows"),
    [("answers", "Nilai", 42), ("scores", "Predikat", 1), ("actions", "Tenggat", 1)],
)
@pytest.mark.usefixtures("first")
def test_csv_has_the_table_asked_for(session: Session, table: str, heading: str, rows: int) -> None:
    found = lines(made(session, Wish("csv", table)))

    assert heading in found[0]
    assert len(found) == rows + 1


@pytest.mark.usefixtures("first")
def test_english_has_english_headings(session: Session) -> None:
    sheets = book(made(session, Wish("xlsx", language="en")))

    assert "Workshop" in [cell.value for cell in sheets["Answers"][1]]
    assert lines(made(session, Wish("csv", language="en")))[0][0] == "Audit number"


def test_json_of_one_audit_is_its_document_without_the_private_remark(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    document = a_document(workshop, mentor, remarks=Remarks(owner="setuju", private=SECRET))
    row = an_audit(workshop, mentor, id=document.id, document=canonical(document).decode())

    data = made(session, Wish("json"), Chosen(audit=row.id))

    assert data == canonical(public(document))
    assert SECRET.encode() not in data and b"setuju" in data


def test_json_of_many_has_every_document_and_action(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    second = finished(mentor, a_visit(workshop, mentor, {"R2.2": 0}, day=30))

    data = json.loads(made(session, Wish("json"), Chosen(workshop=workshop.id)))

    assert sorted(data) == ["actions", "audits"]
    numbers = [first.document.number, second.document.number]
    assert [audit["number"] for audit in data["audits"]] == numbers
    stored = session.scalars(sa.select(Audit.document).where(Audit.id == first.document.id)).one()
    assert data["audits"][0] == json.loads(stored)
    action = data["actions"][0]
    assert action["workshop"] == {"id": str(workshop.id), "name": workshop.name}
    assert (action["item"], action["audit"]) == ("R2.1", str(first.document.id))
    assert action["due_on"] == str(first.document.findings[0].action.due_on)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_nothing_to_export_is_still_a_file(session: Session, ending: str) -> None:
    data = made(session, Wish(ending), Chosen(workshop=new_id()))

    if ending == "json":
        assert json.loads(data) == {"actions": [], "audits": []}
    elif ending == "csv":
        assert len(lines(data)) == 1
    else:
        assert [sheet.max_row for sheet in book(data)] == [1, 1, 1]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("table", ["answers", "scores", "actions"])
def test_no_file_has_a_private_remark(
    session: Session, mentor: User, workshop: Workshop, ending: str, table: str
) -> None:
    visit = a_visit(workshop, mentor, {"R2.1": 1})
    finished(mentor, with_secret(visit))

    data = made(session, Wish(ending, table))

    if ending == "xlsx":
        data = b"".join(
            str(cell).encode() for sheet in book(data) for row in sheet.values for cell in row
        )
    assert data and SECRET.encode() not in data


def with_secret(document: Document) -> Document:
    return replace(document, remarks=replace(document.remarks, private=SECRET))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_hundred_audits_cost_no_more_statements_than_one(
    session: Session, mentor: User, workshop: Workshop, ending: str
) -> None:
    sent = []
    for number in range(100):
        an_audit(workshop, mentor, number=f"A-{number:03}")
        if number in (0, 99):
            with counted() as statements:
                made(session, Wish(ending, "scores"))
            sent.append(sum(statement.startswith("SELECT") for statement in statements))

    assert sent[0] == sent[1] <= 2


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_many_audits_take_no_more_memory_than_a_few(
    session: Session, mentor: User, workshop: Workshop, first: Saved, ending: str
) -> None:
    peaks = []
    for more in (60, 240):
        many(workshop, mentor, first.document, more)
        made(session, Wish(ending))  # what is kept for good is there
        gc.collect()
        tracemalloc.start()
        with exported(session, Chosen(), Wish(ending)):
            peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.5 * peaks[0]


def many(workshop: Workshop, mentor: User, document: Document, number: int) -> None:
    """As many final audits as that, all with the same answers."""
    rows = []
    for _ in range(number):
        audit_id: UUID = new_id()
        copy = replace(document, id=audit_id, number=f"X-{str(audit_id)[-12:]}")
        rows.append(
            {
                "id": audit_id,
                "workshop_id": workshop.id,
                "mentor_id": mentor.id,
                "type": "mentor",
                "instrument": document.instrument,
                "audited_on": document.audited_on,
                "status": "final",
                "number": copy.number,
                "revision": 1,
                "version": 1,
                "document": canonical(copy).decode(),
                "scores": {},
                "found": [],
            }
        )
    with writing() as session:
        session.execute(sa.insert(Audit), rows)


def test_a_fault_on_the_way_leaves_no_open_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any) -> None:
        files.append(given[-1])
        raise OSError("disk full")

    files: list[Any] = []
    monkeypatch.setitem(exporting.WRITERS, "csv", broken)

    with pytest.raises(OSError, match="disk full"):
        exported(session, Chosen(), Wish("csv"))

    assert [file.closed for file in files] == [True]


@pytest.mark.parametrize(
    ("wish", "about", "name"),
    [
        (Wish("xlsx"), (), "data-5r.xlsx"),
        (Wish("json"), ("CV Kurnia Teknik",), "data-5r-cv-kurnia-teknik.json"),
        (Wish("csv"), ("Las", "2026-11-24"), "data-5r-las-2026-11-24-jawaban.csv"),
        (Wish("csv", "scores", "en"), (), "data-5r-scores.csv"),
        (Wish("xlsx"), ('../"x"\r\n',), "data-5r-x.xlsx"),
    ],
)
def test_a_file_is_called_after_what_is_in_it(
    wish: Wish, about: tuple[str, ...], name: str
) -> None:
    assert file_name(wish, *about) == name
