"""The owner screen: what the owner hears, and what he picks kept or given back."""

import re

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Remarks
from audit.domain.findings import days_after
from audit.storage.accounts import User
from audit.usecases.audits import Saved
from tests.closings import complete, final, finding_of, name_of, rated, send
from tests.factories import a_document, a_workshop, stored
from tests.statements import counted
from tests.web.audits.summaries import now

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def draft(people: People) -> Saved:
    """Everything is rated; the workshop has an owner and a PIC."""
    workshop = a_workshop(people["mentor"], owner_name="Sri Wahyuni", pic_name="Joko")
    remarks = Remarks(private="pemilik ragu", mentor="kerja bagus")
    return rated(people["mentor"], workshop, remarks=remarks)


def address(saved: Saved) -> str:
    return f"/audits/{saved.document.id}/owner"


def shown(page: str) -> str:
    """The page without the patterns that its script copies."""
    return re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)


def test_owner_hears_what_is_good_the_actions_and_the_promise(
    mentor: FlaskClient, draft: Saved
) -> None:
    page = shown(mentor.get(address(draft)).text)

    assert page.index("Yang sudah baik") < page.index("55,0") < page.index("60,7")
    assert page.index("bila ini selesai") < page.index("Yang akan dikerjakan")
    chosen = [f.id for f in draft.document.findings if f.action.chosen]
    assert re.findall(r'<article[^>]* id="finding-([0-9a-f-]{36})"', page)[0] in map(str, chosen)
    assert page.count("<article") == len(chosen) == 5
    assert len(re.findall(r'class="urgent" data-slot="urgent">', page)) == 1


def test_owner_sees_no_note_of_the_mentor(mentor: FlaskClient, draft: Saved) -> None:
    page = mentor.get(address(draft)).text

    assert "pemilik ragu" not in page and "kerja bagus" not in page


def test_owner_picks_among_names_and_dates_with_the_proposal_marked(
    mentor: FlaskClient, draft: Saved
) -> None:
    page = shown(mentor.get(address(draft)).text)
    critical = finding_of(draft.document, "K3.4")

    card = page[page.index(f'id="finding-{critical.id}"') :].partition("</article>")[0]
    assert re.findall(r'-pic" value="([^"]+)"', card) == ["Sri Wahyuni", "Joko"]
    days = ["2026-11-25", "2026-11-27", "2026-12-01", "2026-12-08", "2026-12-24"]
    assert re.findall(r'radio" name="[^"]+-due_on" value="([^"]+)"', card) == days
    assert 'type="date" value="2026-11-27"' in card
    assert re.findall(r'value="([^"]+)" checked', card) == ["2026-11-27"]
    assert 'class="quick kritis"' in card and 'class="choice kritis"' in card


def test_owner_stores_what_was_picked_and_goes_on_to_sign(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    fields = {
        name_of(document, "K3.4", "pic"): ["Sri Wahyuni", ""],
        name_of(document, "K3.4", "due_on"): ["2026-12-01", "2026-11-27"],
        name_of(document, "R4.3", "pic"): "Budi Santoso",
        name_of(document, "R4.3", "due_on"): ["2026-12-08", "2026-12-10"],
        "remarks_owner": "setuju",
    }

    answer = send(mentor, address(draft), version=1, to="sign#sign-owner", **fields)

    after = now(session, draft)
    first, second = finding_of(after, "K3.4"), finding_of(after, "R4.3")
    assert answer.location.endswith("/sign#sign-owner")
    assert (first.action.pic, str(first.action.due_on)) == ("Sri Wahyuni", "2026-12-01")
    assert (second.action.pic, str(second.action.due_on)) == ("Budi Santoso", "2026-12-10")
    assert first.edited == second.edited == ("due_on",)
    assert after.remarks == Remarks(private="pemilik ragu", mentor="kerja bagus", owner="setuju")


def test_owner_sent_back_unchanged_stores_nothing(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    due = {
        name_of(draft.document, f.item, "due_on"): [str(f.action.due_on)] * 2
        for f in draft.document.findings
        if f.action.chosen
    }

    answer = send(mentor, address(draft), version=1, remarks_owner="", **due)

    assert answer.location.endswith("/owner")
    assert now(session, draft) == draft.document


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("due_on", "31-02-2026", "“31-02-2026” bukan tanggal"),
        ("due_on", "2026-01-01", "Tenggat paling awal hari audit, 24 November 2026"),
        ("pic", "x" * 121, "Paling banyak 120 huruf"),
    ],
)
def test_owner_keeps_what_is_right_beside_what_is_wrong(
    mentor: FlaskClient, session: Session, draft: Saved, field: str, typed: str, sentence: str
) -> None:
    due = name_of(draft.document, "R4.3", "due_on")
    fields = {due: "2026-12-08", name_of(draft.document, "R4.3", field): typed}

    answer = send(mentor, address(draft), version=1, to="sign", remarks_owner="setuju", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text and typed in answer.text
    assert now(session, draft).remarks.owner == "setuju"
    assert finding_of(now(session, draft), "R4.3") == finding_of(draft.document, "R4.3")


def test_owner_without_actions_says_so(mentor: FlaskClient, people: People, draft: Saved) -> None:
    none = tuple(
        replace(f, action=replace(f.action, chosen=False), edited=("chosen",))
        for f in draft.document.findings
    )
    stored(people["mentor"], replace(draft.document, findings=none), 1)

    page = shown(mentor.get(address(draft)).text)

    assert "<article" not in page
    assert re.search(r'data-slot="pick">.*?Belum ada tindakan yang dipilih', page, re.DOTALL)
    assert re.search(r'class="promise"[^>]* hidden', page)


def test_owner_of_an_unrated_audit_has_no_number(mentor: FlaskClient, people: People) -> None:
    empty = stored(people["mentor"], a_document(a_workshop(people["mentor"]), people["mentor"]))

    page = shown(mentor.get(address(empty)).text)

    assert re.search(r'class="promise"[^>]* hidden', page)
    assert re.search(r'data-slot="rate">.*?muncul setelah butir dinilai', page, re.DOTALL)


def test_owner_leads_to_the_result_once_it_is_final(mentor: FlaskClient, people: People) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))

    assert mentor.get(address(done)).location == f"/audits/{done.document.id}"


def test_owner_is_only_for_ones_own(mentor: FlaskClient, people: People, draft: Saved) -> None:
    other = rated(people["mentor2"], a_workshop(people["mentor2"]))

    assert mentor.get(address(other)).status_code == 404
    assert mentor.post(address(draft), data={"version": 1}).status_code == 400


def test_owner_asks_as_little_of_the_database_for_five_actions_as_for_one(
    mentor: FlaskClient, people: People
) -> None:
    five = complete(people["mentor"], a_workshop(people["mentor"]))
    one = rated(
        people["mentor"],
        a_workshop(people["mentor"]),
        answers={"R1.1": five.document.answer("R4.3")},
    )
    mentor.get(address(one))

    with counted() as few:
        mentor.get(address(one))
    with counted() as many:
        mentor.get(address(five))

    assert len(few) == len(many)


def test_owner_escapes_what_people_type(mentor: FlaskClient, people: People) -> None:
    nasty = "<script>alert(1)</script>"
    draft = rated(people["mentor"], a_workshop(people["mentor"], name=nasty, pic_name=nasty))
    findings = tuple(replace(f, text=nasty, edited=("text",)) for f in draft.document.findings)
    stored(people["mentor"], replace(draft.document, findings=findings), 1)

    assert nasty not in mentor.get(address(draft)).text


def test_what_the_owner_picks_while_the_audit_became_final_is_given_back(
    mentor: FlaskClient, people: People
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    document = done.document
    other = rated(people["mentor"], a_workshop(people["mentor"]))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', mentor.get(address(other)).text)
    name = name_of(document, "R4.3", "due_on")
    day = str(days_after(document.audited_on, 20))

    answer = mentor.post(
        address(done),
        data={"csrf_token": token and token[1], "version": done.version, name: day},
    )

    assert answer.status_code == 422
    assert "sudah final" in answer.text and day in answer.text
