"""The summary: what is missing, what follows, and every word of it kept or given back."""

import re

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import MAX_TEXT, Carried, Document
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from audit.web.audits.closing_shell import NOBODY
from tests.closings import complete, final, finding_of, name_of, rated, send
from tests.factories import a_document, a_workshop, csrf_token, stored
from tests.usecases.visits import a_visit, finished
from tests.web.audits.summaries import address, filled, now

People = dict[str, User]
pytestmark = pytest.mark.usefixtures("on_the_day")


def shown(page: str) -> str:
    """The page without the patterns that its script copies."""
    return re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)


def test_summary_tells_total_gaps_praises_and_five_actions_first(
    mentor: FlaskClient, draft: Saved
) -> None:
    page = shown(mentor.get(address(draft)).text)

    assert re.search(r'data-percent="total"[^>]*data-state="live">55,0<', page)
    assert "sementara · 35 dari 35 butir" in page
    assert re.search(r"Bila selesai: 55,0 menjadi</span> <b[^>]*>60,7", page)
    assert page.count("data-missing=") == 10 + 5
    assert page.index("data-missing") < page.index("Yang sudah baik") < page.index(">K3.4</b>")
    chosen = [finding.id for finding in draft.document.findings if finding.action.chosen]
    rest = page.index("Temuan lain")
    assert all(page.index(f'id="finding-{id}"') < rest for id in chosen)


def test_summary_of_an_empty_audit_lists_every_item(mentor: FlaskClient, people: People) -> None:
    empty = stored(people["mentor"], a_document(a_workshop(people["mentor"]), people["mentor"]))

    page = shown(mentor.get(address(empty)).text)

    assert page.count('data-missing="unrated"') == 35
    assert page.count('data-missing="k3_unrated"') == 7
    assert f"/audits/{empty.document.id}/sheet#R2.3" in page
    assert re.search(r'class="promise"[^>]* hidden', page)
    assert re.search(r'data-slot="rate">.*?Temuan muncul di sini', page, re.DOTALL)


def test_summary_names_every_earlier_action_with_its_answer_and_its_place(
    mentor: FlaskClient, people: People
) -> None:
    workshop = a_workshop(people["mentor"])
    done = final(people["mentor"], workshop)
    first = done.document.findings[0].id
    carried = (Carried(action=first, found="sebagian", note="baru mulai"),)
    draft = rated(people["mentor"], workshop, carried=carried)
    page = shown(mentor.get(address(draft)).text)

    count = len(done.document.findings)
    assert page.count("data-look") == count
    assert page.count(">Belum dilihat<") == count - 1
    assert f"1 dari {count} dilihat" in page
    told = page.partition(f'href="/audits/{draft.document.id}/sheet#carried-{first}"')[2]
    assert ">Sebagian<" in told.partition("</li>")[0]


def card(page: str, document: Document, item: str) -> str:
    """The card of the finding of one item."""
    start = page.index(f'id="finding-{finding_of(document, item).id}"')
    return page[start : page.index('class="ticks"', start)]


def test_summary_asks_why_a_finding_came_back_a_third_time(
    mentor: FlaskClient, people: People
) -> None:
    workshop = a_workshop(people["mentor"])
    for day in (0, 40):
        finished(people["mentor"], a_visit(workshop, people["mentor"], {"R2.1": 1}, day))
    low = a_visit(workshop, people["mentor"], {"R2.1": 1, "R3.1": 1}, 80)
    saved = stored(people["mentor"], low)
    document = saved.document

    page = shown(mentor.get(address(saved)).text)

    why, new = card(page, document, "R2.1"), card(page, document, "R3.1")
    cause = name_of(document, "R2.1", "root_cause")
    assert re.search(r'data-slot="again">', why) and re.search(r'data-slot="again" hidden>', new)
    assert "Ketiga kalinya: mengapa perbaikan lalu tidak bertahan?" in why
    text = finding_of(document, "R2.1").action.text
    assert f"Tindakan audit lalu: “{text}”" in why
    assert why.index(f'name="{cause}"') < why.index('<details class="more"')
    assert new.index('<details class="more"') < new.index("root_cause")
    assert re.search(r'data-slot="same">', why) and re.search(r'data-slot="same" hidden>', new)
    assert page.count('data-missing="root_cause"') == page.count('data-missing="same_action"') == 1

    fields = filled(
        document, **{cause: "Tidak diperiksa.", name_of(document, "R2.1", "action_text"): "Baru."}
    )
    send(mentor, address(saved), version=1, **fields)

    page = shown(mentor.get(address(saved)).text)
    assert re.search(r'data-slot="same" hidden>', card(page, document, "R2.1"))
    assert "Tidak diperiksa." in card(page, document, "R2.1")
    assert "root_cause" not in re.findall(r'data-missing="(\w+)"', page)


def test_summary_stores_what_was_agreed_and_remembers_it(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    changes = {
        name_of(document, "R4.3", "pic"): "Joko",
        name_of(document, "R4.3", "due_on"): "2026-12-10",
        name_of(document, "R4.3", "text"): "Denah\r\nbelum ada",
    }

    answer = send(mentor, address(draft), version=1, **filled(document, **changes))

    finding = finding_of(now(session, draft), "R4.3")
    assert answer.location.endswith("/summary")
    assert (finding.text, finding.action.pic) == ("Denah\nbelum ada", "Joko")
    assert set(finding.edited) == {"due_on", "text"}
    others = [f for f in now(session, draft).findings if f.item != "R4.3"]
    assert all(not f.edited for f in others)


def test_summary_sent_back_unchanged_stores_nothing(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    send(mentor, address(draft), version=1, **filled(draft.document))

    assert now(session, draft) == draft.document
    assert session.get_one(Audit, draft.document.id).version == 1


def test_summary_stores_the_closing_words(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = {"remarks_private": "pemilik ragu", "remarks_owner": "setuju", "to": "owner"}

    answer = send(mentor, address(draft), version=1, next_visit_on="2026-12-22", **fields)

    document = now(session, draft)
    assert answer.location.endswith("/owner")
    assert (document.remarks.private, document.remarks.owner) == ("pemilik ragu", "setuju")
    assert str(document.next_visit_on) == "2026-12-22"
    assert document.praises == draft.document.praises


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("due_on", "31-02-2026", "“31-02-2026” bukan tanggal"),
        ("due_on", "2026-01-01", "Tenggat paling awal hari audit, 24 November 2026"),
        ("text", "x" * (MAX_TEXT + 1), "Kurangi 1 huruf"),
        ("priority", "gawat", "Pilih salah satu dari daftar"),
        ("pic", "x" * 121, "Paling banyak 120 huruf"),
    ],
)
def test_summary_keeps_what_is_right_beside_what_is_wrong(
    mentor: FlaskClient, session: Session, draft: Saved, field: str, typed: str, sentence: str
) -> None:
    document = draft.document
    wrong = name_of(document, "R4.3", field)
    changes = {wrong: typed, name_of(document, "R5.1", "pic"): "Joko"}

    answer = send(mentor, address(draft), version=1, **filled(document, **changes))

    assert answer.status_code == 422
    assert sentence in answer.text and f'href="#{wrong}"' in answer.text
    assert finding_of(now(session, draft), "R5.1").action.pic == "Joko"
    assert finding_of(now(session, draft), "R4.3") == finding_of(document, "R4.3")
    assert re.search(r'name="version" type="hidden" value="2"', answer.text)
    if field in ("text", "pic"):
        assert typed in answer.text


def test_summary_from_an_older_page_gives_back_what_differs(
    mentor: FlaskClient, session: Session, people: People, draft: Saved
) -> None:
    fields = filled(draft.document)
    send(mentor, address(draft), version=1, remarks_owner="setuju", **fields)

    answer = send(mentor, address(draft), version=1, remarks_owner="keberatan", **fields)

    assert answer.status_code == 422
    assert "baru diubah di tempat lain" in answer.text and "keberatan" in answer.text
    assert now(session, draft).remarks.owner == "setuju"


def test_summary_is_only_for_drafts_of_ones_own(
    mentor: FlaskClient, people: People, draft: Saved
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    other = rated(people["mentor2"], a_workshop(people["mentor2"]))

    assert mentor.get(address(done)).location == f"/audits/{done.document.id}"
    assert mentor.get(address(other)).status_code == 404
    assert mentor.post(address(draft), data={"version": 1}).status_code == 400


def test_summary_of_a_complete_audit_lacks_nothing(mentor: FlaskClient, people: People) -> None:
    ready = complete(people["mentor"], a_workshop(people["mentor"]))

    page = shown(mentor.get(address(ready)).text)

    assert "data-missing" not in page
    assert re.search(r'data-slot="complete">.*?Isi audit sudah lengkap', page, re.DOTALL)


def test_summary_has_one_of_each_pattern_for_its_script(mentor: FlaskClient, draft: Saved) -> None:
    page = mentor.get(address(draft)).text

    for name in ("finding", "praise", "gap", "gap-group", "look", "conflict", "told"):
        assert page.count(f'<template id="{name}"') == 1
    assert f'name="finding-{NOBODY}-pic"' in page
    assert page.count('name="csrf_token"') == 1


def test_summary_escapes_what_people_type(mentor: FlaskClient, people: People) -> None:
    nasty = "<script>alert(1)</script>"
    draft = rated(people["mentor"], a_workshop(people["mentor"], name=nasty, pic_name=nasty))
    findings = tuple(replace(f, text=nasty, edited=("text",)) for f in draft.document.findings)
    stored(people["mentor"], replace(draft.document, findings=findings), 1)

    assert nasty not in mentor.get(address(draft)).text


def test_what_is_typed_while_the_audit_became_final_is_given_back(
    mentor: FlaskClient, people: People
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    page = mentor.get(f"/audits/{done.document.id}/correct").text
    typed = {"csrf_token": csrf_token(page), "remarks_mentor": "Alat ukur baru datang."}

    answer = mentor.post(address(done), data=typed | {"version": done.version})

    assert answer.status_code == 422
    assert "sudah final" in answer.text
    assert "Alat ukur baru datang." in answer.text
