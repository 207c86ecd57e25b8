"""The sheet as a page and as a plain form: what it shows, what it stores, what it gives back."""

import gzip
import re
from uuid import uuid4

from flask.testing import FlaskClient

from audit.domain.document import Answer
from audit.extensions import db
from audit.instruments import load
from audit.storage.audits import Audit
from tests import factories
from tests.answers import HISTORY
from tests.statements import counted
from tests.tags import a_tag
from tests.web.audits.sheets import Desk, a_desk, a_jpeg, earlier, item_of, upload


def test_the_sheet_has_every_item_with_its_hooks_and_nothing_chosen(desk: Desk) -> None:
    page = desk.page()

    for item in load("5r-ikm@1").items():
        markup = item_of(page, item.code)
        values = re.findall(rf'name="answers-{re.escape(item.code)}-score" value="(\w+)"', markup)
        assert values == ["0", "1", "2", "3", "4", "na"]
        assert all(sentence.id.split('"')[0] in markup for sentence in item.levels)
        for part in ("note", "na_reason", "photos"):
            assert f'name="answers-{item.code}-{part}"' in markup
    assert " checked" not in page
    assert 'data-percent="total" data-state="none">–<' in page
    assert 'data-sync="saved"' in page


def test_the_hint_is_that_of_the_sector(desk: Desk) -> None:
    hints = load("5r-ikm@1").by_code["R1.1"].hints

    page = item_of(desk.page(), "R1.1")

    assert hints["metal"].id in page
    assert hints["food"].id not in page


def test_k3_is_asked_only_where_the_visit_has_it(client: FlaskClient) -> None:
    page = a_desk(client, k3=False).page()

    assert 'data-item="R5.7"' in page
    assert 'data-item="K3.1"' not in page
    assert 'data-pillar="K3"' not in page


def test_live_values_and_counts_are_shown(client: FlaskClient) -> None:
    answers = {"R1.1": Answer(score=3), "R1.2": Answer(score="na"), "K3.1": Answer(score=4)}

    page = a_desk(client, answers=answers).page()

    assert 'data-percent="R1" data-state="live">75,0<' in page
    assert 'data-percent="total" data-state="live">75,0<' in page
    assert 'data-percent="K3" data-state="live">100,0<' in page
    assert 'data-pillar="R1" data-done="2" data-of="7"' in page
    assert "sementara · 2 dari 35 butir" in page


def test_the_last_audit_stands_beside_each_item(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])

    markup = item_of(desk.page(), "R2.1")

    assert "Audit lalu: 2" in markup
    assert "catatan untuk nilai 2" in markup
    assert "Tindakan dari audit lalu" in markup


def test_critical_items_are_marked(desk: Desk) -> None:
    page = desk.page()

    assert "butir kritis" in item_of(page, "K3.4")
    assert "butir kritis" not in item_of(page, "K3.2")


def test_a_first_audit_is_told_that_there_is_nothing_to_follow_up(desk: Desk) -> None:
    markup = item_of(desk.page(), "R5.6")

    assert "Tidak berlaku: audit pertama" in markup
    assert " checked" not in markup


def test_the_follow_up_is_proposed_and_not_preset(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])

    markup = item_of(desk.page(), "R5.6")

    assert "0 dari 5 tindakan audit lalu selesai" in markup
    assert "Pakai usulan: 0" in markup
    assert " checked" not in markup


def test_red_tags_are_told_where_they_are_rated(desk: Desk) -> None:
    link = f"/workshops/{desk.workshop.id}/red-tags/"
    before = item_of(desk.page(), "R1.2")
    for days in (0, 31):
        a_tag(desk.workshop, desk.mentor, days)

    page = desk.page()

    assert "belum ada label merah" in before and link in before
    told = item_of(page, "R1.2")
    assert "2 label merah belum diputuskan." in told and "1 lewat 30 hari." in told
    assert page.count(link) == 1


def test_the_number_of_statements_does_not_grow(desk: Desk) -> None:
    desk.page()
    with counted() as first:
        desk.page()
    earlier(desk, HISTORY[-2])
    with counted() as few:
        desk.page()
    earlier(desk, HISTORY[-1], factories.TODAY)

    with counted() as many:
        desk.page()

    assert len(first) <= len(few) == len(many) <= 12


def test_a_form_is_stored_and_leads_to_the_next_pillar(desk: Desk) -> None:
    answer = desk.send(
        R1_1_score="3", R1_2_score="na", R1_2_na_reason="tidak ada label", R1_1_note="baris\r\ndua"
    )

    assert answer.status_code == 302
    assert answer.location == f"{desk.address}#R2"
    assert desk.answer("R1.1") == Answer(score=3, note="baris\ndua")
    assert desk.answer("R1.2") == Answer(score="na", na_reason="tidak ada label")


def test_the_last_button_leads_to_the_summary(desk: Desk) -> None:
    answer = desk.send(to="summary", R1_1_score="3")

    assert answer.location == f"/audits/{desk.audit_id}/summary"


def test_what_a_form_does_not_send_stays_as_it_was(client: FlaskClient) -> None:
    kept = Answer(score=2, note="Lama", area="Kantor", photos=("a" * 64,))
    desk = a_desk(client, answers={"R1.1": kept})

    desk.send(R1_2_score="4")

    assert desk.answer("R1.1") == kept
    assert desk.answer("R1.2").score == 4


def test_a_nilai_of_seven_is_refused_at_its_item_and_the_rest_is_stored(desk: Desk) -> None:
    answer = desk.send(R1_1_score="7", R1_2_score="4")

    assert answer.status_code == 422
    assert "Nilai harus 0 sampai 4" in item_of(answer.text, "R1.1")
    assert desk.answer("R1.1").score is None
    assert desk.answer("R1.2").score == 4


def test_a_note_of_a_megabyte_is_given_back_and_forty_good_fields_are_stored(desk: Desk) -> None:
    good = {code: "3" for code in load("5r-ikm@1").by_code if code not in ("R1.1", "K3.7")}
    fields = {f"answers-{code}-score": score for code, score in good.items()}

    answer = desk.send(R1_1_note="x" * 1_000_000, R1_1_score="2", **fields)

    assert answer.status_code == 422
    markup = item_of(answer.text, "R1.1")
    assert "x" * 1_000_000 in markup
    assert 'id="answers-R1.1-note-error"' in markup
    stored = desk.document()
    assert {code: stored.scores[code] for code in good} == dict.fromkeys(good, 3)
    assert stored.answer("R1.1") == Answer(score=2)


def test_an_item_that_the_sheet_lacks_is_named_and_the_rest_is_stored(desk: Desk) -> None:
    answer = desk.send(R9_9_score="3", R1_1_score="1")

    assert answer.status_code == 422
    assert "Butir R9.9 tidak ada di lembar ini" in answer.text
    assert desk.document().scores == {"R1.1": 1}


def test_a_broken_photo_is_named_at_its_item_and_the_rest_is_stored(desk: Desk) -> None:
    answer = desk.send(
        R1_1_score="1",
        R1_1_photos=[
            upload(a_jpeg()),
            upload(a_jpeg()[:200], "rusak.jpg"),
            upload(b"teks", "a.txt"),
        ],
    )

    assert answer.status_code == 422
    markup = item_of(answer.text, "R1.1")
    assert "rusak.jpg: Foto ini rusak" in markup
    assert "a.txt: Berkas ini bukan foto" in markup
    stored = desk.answer("R1.1")
    assert stored.score == 1
    assert len(stored.photos) == 1


def test_a_photo_can_be_dropped(desk: Desk) -> None:
    desk.send(R1_1_photos=[upload(a_jpeg()), upload(a_jpeg(32, 32))])
    first, second = desk.answer("R1.1").photos

    desk.send(version=2, R1_1_drop=first)

    assert desk.answer("R1.1").photos == (second,)


def test_a_final_audit_leads_to_its_result(desk: Desk) -> None:
    done = earlier(desk, HISTORY[-1])

    answer = desk.client.get(f"/audits/{done.id}/sheet")

    assert (answer.status_code, answer.location) == (302, f"/audits/{done.id}")


def test_what_is_typed_while_the_audit_became_final_is_given_back(desk: Desk) -> None:
    token = factories.csrf_token(desk.page())
    done = earlier(desk, HISTORY[-1])
    sheet = {"csrf_token": token, "answers-R1.1-note": "Dua mesin baru."}

    row = db.session.get_one(Audit, done.id)
    answer = desk.client.post(f"/audits/{done.id}/sheet", data=sheet | {"version": row.version})

    assert answer.status_code == 409
    assert "sudah final" in answer.text
    assert "Dua mesin baru." in answer.text


def test_only_the_mentor_of_the_workshop_sees_the_sheet(desk: Desk, client: FlaskClient) -> None:
    desk.client.post("/logout")
    other = factories.a_user("mentor2", "mentor")
    stranger = factories.log_in(client.application.test_client(), other)

    assert stranger.get(desk.address).status_code == 404
    assert stranger.get(f"/audits/{uuid4()}/sheet").status_code == 404


def test_the_sheet_is_light(desk: Desk) -> None:
    assert len(gzip.compress(desk.page().encode())) < 60_000
