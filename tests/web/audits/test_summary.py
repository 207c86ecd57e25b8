import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import MAX_TEXT, Document
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from tests.closings import NOON, complete, final, finding_of, name_of, rated, send
from tests.factories import a_document, a_workshop, log_in, stored

People = dict[str, User]


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOON):
        yield


@pytest.fixture
def draft(people: People) -> Saved:
    return rated(people["mentor"], a_workshop(people["mentor"], pic_name="Joko"))


@pytest.fixture
def client(client: FlaskClient, people: People, draft: Saved) -> FlaskClient:
    return log_in(client, people["mentor"])


def address(saved: Saved) -> str:
    return f"/audits/{saved.document.id}/summary"


def now(session: Session, saved: Saved) -> Document:
    """What is stored now."""
    session.rollback()
    return session.get_one(Audit, saved.document.id).read()


def filled(document: Document, **changes: str) -> dict[str, Any]:
    """The fields of every finding, as a browser sends them back."""
    fields: dict[str, Any] = {}
    for finding in document.findings:
        for name in ("text", "action_text", "pic", "due_on", "priority", "cost", "area"):
            value = getattr(finding.action, name.removeprefix("action_"), None)
            value = getattr(finding, name) if name in ("text", "area") else value
            fields[f"finding-{finding.id}-{name}"] = str(value or "")
        if finding.action.chosen:
            fields[f"finding-{finding.id}-chosen"] = "y"
    return fields | {"praises": ["", *document.praises]} | changes


def test_summary_tells_total_gaps_praises_and_five_actions_first(
    client: FlaskClient, draft: Saved
) -> None:
    page = client.get(address(draft)).text

    assert re.search(r'data-percent="total"[^>]*data-state="live">55,0<', page)
    assert "sementara · 35 dari 35 butir" in page
    assert re.search(r"Bila selesai: 55,0 menjadi</?\s*<b>60,7|55,0 menjadi <b>60,7", page)
    assert page.count("data-missing=") == 10 + 5
    assert page.index("data-missing") < page.index("Yang sudah baik") < page.index("K3.4</b> Pel")
    chosen = [finding.id for finding in draft.document.findings if finding.action.chosen]
    rest = page.index("Temuan lain")
    assert all(page.index(f'id="finding-{id}"') < rest for id in chosen)


def test_summary_of_an_empty_audit_lists_every_item(client: FlaskClient, people: People) -> None:
    empty = stored(people["mentor"], a_document(a_workshop(people["mentor"]), people["mentor"]))

    page = client.get(address(empty)).text

    assert page.count('data-missing="unrated"') == 35
    assert page.count('data-missing="k3_unrated"') == 7
    assert f"/audits/{empty.document.id}/sheet#R2.3" in page
    assert "Bila selesai" not in page


def test_summary_names_earlier_actions_without_an_answer(
    client: FlaskClient, people: People
) -> None:
    workshop = a_workshop(people["mentor"])
    done = final(people["mentor"], workshop)
    page = client.get(address(rated(people["mentor"], workshop))).text

    assert page.count("data-unanswered") == len(done.document.findings)


def test_summary_stores_what_was_agreed_and_remembers_it(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    changes = {
        name_of(document, "R4.3", "pic"): "Joko",
        name_of(document, "R4.3", "due_on"): "2026-12-10",
        name_of(document, "R4.3", "text"): "Denah\r\nbelum ada",
    }

    answer = send(client, address(draft), version=1, **filled(document, **changes))

    finding = finding_of(now(session, draft), "R4.3")
    assert answer.location.endswith("/summary")
    assert (finding.text, finding.action.pic) == ("Denah\nbelum ada", "Joko")
    assert set(finding.edited) == {"due_on", "text"}
    others = [f for f in now(session, draft).findings if f.item != "R4.3"]
    assert all(not f.edited for f in others)


def test_summary_sent_back_unchanged_stores_nothing(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    send(client, address(draft), version=1, **filled(draft.document))

    assert now(session, draft) == draft.document
    assert session.get_one(Audit, draft.document.id).version == 1


def test_summary_stores_the_closing_words(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = {"remarks_private": "pemilik ragu", "remarks_owner": "setuju", "to": "sign"}

    answer = send(client, address(draft), version=1, next_visit_on="2026-12-22", **fields)

    document = now(session, draft)
    assert answer.location.endswith("/sign")
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
    client: FlaskClient, session: Session, draft: Saved, field: str, typed: str, sentence: str
) -> None:
    document = draft.document
    wrong = name_of(document, "R4.3", field)
    changes = {wrong: typed, name_of(document, "R5.1", "pic"): "Joko"}

    answer = send(client, address(draft), version=1, **filled(document, **changes))

    assert answer.status_code == 422
    assert sentence in answer.text and f'href="#{wrong}"' in answer.text
    assert finding_of(now(session, draft), "R5.1").action.pic == "Joko"
    assert finding_of(now(session, draft), "R4.3") == finding_of(document, "R4.3")
    assert re.search(r'name="version" type="hidden" value="2"', answer.text)
    if field in ("text", "pic"):
        assert typed in answer.text


def test_summary_asks_which_to_drop_for_a_sixth_action(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    sixth = name_of(document, "R2.6", "chosen")
    changes = {sixth: "y", name_of(document, "R2.6", "pic"): "Joko"}

    answer = send(client, address(draft), version=1, **filled(document, **changes))

    assert answer.status_code == 422
    assert f'href="#{sixth}"' in answer.text and "Lepas satu dulu: K3.4" in answer.text
    assert answer.text.count("checked") - 3 == 6  # three praises, and six actions as ticked
    stored_now = now(session, draft)
    assert finding_of(stored_now, "R2.6").action.pic == "Joko"
    assert sum(f.action.chosen for f in stored_now.findings) == 5


def test_summary_drops_one_for_another(client: FlaskClient, session: Session, draft: Saved) -> None:
    document = draft.document
    fields = filled(document, **{name_of(document, "R2.6", "chosen"): "y"})
    del fields[name_of(document, "R5.5", "chosen")]

    send(client, address(draft), version=1, **fields)

    chosen = {f.item for f in now(session, draft).findings if f.action.chosen}
    assert chosen == {"K3.4", "R4.3", "R5.1", "R5.3", "R2.6"}


def test_summary_can_have_fewer_than_five(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = filled(draft.document)
    del fields[name_of(draft.document, "R5.5", "chosen")]

    send(client, address(draft), version=1, **fields)

    chosen = {f.item for f in now(session, draft).findings if f.action.chosen}
    assert chosen == {"K3.4", "R4.3", "R5.1", "R5.3"}


def test_summary_gives_one_pic_to_all_chosen_actions(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    send(client, address(draft), version=1, everyone_pic="Joko", **filled(draft.document))

    findings = now(session, draft).findings
    assert {f.action.pic for f in findings if f.action.chosen} == {"Joko"}
    assert {f.action.pic for f in findings if not f.action.chosen} == {""}


def test_summary_declines_only_a_nilai_of_two(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    changes = {name_of(document, item, "declined"): "y" for item in ("R4.2", "R4.3")}

    send(client, address(draft), version=1, **filled(document, **changes))

    after = now(session, draft)
    assert finding_of(after, "R4.2").declined and not finding_of(after, "R4.3").declined
    assert "Bukan temuan" in client.get(address(draft)).text


def test_summary_takes_other_praises_but_at_most_three(
    client: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = {**filled(draft.document), "praises": ["", "R3.1", "R3.2"]}
    send(client, address(draft), version=1, **fields)
    assert now(session, draft).praises == ("R3.1", "R3.2")

    more = {**fields, "praises": ["R3.1", "R3.2", "R1.1", "R1.2"]}
    answer = send(client, address(draft), version=2, **more)

    assert answer.status_code == 422 and "paling banyak tiga" in answer.text
    assert now(session, draft).praises == ("R3.1", "R3.2")


def test_summary_from_an_older_page_gives_back_what_differs(
    client: FlaskClient, session: Session, people: People, draft: Saved
) -> None:
    fields = filled(draft.document)
    send(client, address(draft), version=1, remarks_owner="setuju", **fields)

    answer = send(client, address(draft), version=1, remarks_owner="keberatan", **fields)

    assert answer.status_code == 422
    assert "baru diubah di tempat lain" in answer.text and "keberatan" in answer.text
    assert now(session, draft).remarks.owner == "setuju"


def test_summary_answers_a_script_with_what_changed(client: FlaskClient, draft: Saved) -> None:
    token = re.findall(
        r'csrf_token" type="hidden" value="([^"]+)"', client.get(address(draft)).text
    )
    fields = filled(draft.document, **{name_of(draft.document, "R4.3", "due_on"): "besok"})

    answer = client.post(
        address(draft),
        data={"csrf_token": token[0], "version": 1, "everyone_pic": "Joko", **fields},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 422 and answer.json
    assert answer.json["version"] == 2 and answer.json["saved"] == "Tersimpan 12.00"
    assert list(answer.json["errors"]) == [name_of(draft.document, "R4.3", "due_on")]
    assert 'data-missing="pic"' not in answer.json["gaps"]
    assert "60,7" in answer.json["promise"]


def test_summary_is_only_for_drafts_of_ones_own(
    client: FlaskClient, people: People, draft: Saved
) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))
    other = rated(people["mentor2"], a_workshop(people["mentor2"]))

    assert client.get(address(done)).location == f"/audits/{done.document.id}"
    assert client.get(address(other)).status_code == 404
    assert client.post(address(draft), data={"version": 1}).status_code == 400


def test_summary_of_a_complete_audit_lacks_nothing(client: FlaskClient, people: People) -> None:
    ready = complete(people["mentor"], a_workshop(people["mentor"]))

    page = client.get(address(ready)).text

    assert "data-missing" not in page and "Isi audit sudah lengkap" in page


def test_summary_escapes_what_people_type(client: FlaskClient, people: People) -> None:
    nasty = "<script>alert(1)</script>"
    draft = rated(people["mentor"], a_workshop(people["mentor"], name=nasty, pic_name=nasty))
    findings = tuple(replace(f, text=nasty, edited=("text",)) for f in draft.document.findings)
    stored(people["mentor"], replace(draft.document, findings=findings), 1)

    assert nasty not in client.get(address(draft)).text
