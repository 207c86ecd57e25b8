"""The page of a re-check: one tap an answer, nothing lost, and an end that says what is missing."""

import re

import pytest
from flask.testing import FlaskClient

from audit.extensions import db, writing
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases import deleting, photo_points
from audit.web.forms.recheck import point_name
from tests.factories import csrf_token, log_in
from tests.rows import an_action
from tests.statements import counted
from tests.usecases.rechecks import a_point
from tests.web.audits.rechecks import Round, a_round, said
from tests.web.audits.sheets import a_jpeg, upload

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def around(mentor: FlaskClient, people: dict[str, User], workshop: Workshop) -> Round:
    return a_round(mentor, people["mentor"], workshop)


def test_it_lists_every_live_action_and_every_point_in_order(around: Round) -> None:
    a_point(around.user, around.workshop, "Rak alat")

    page = around.page()

    for action in around.actions():
        assert action.text in page and page.count(f'name="carried-{action.id}-found"') == 3
    assert "1. Rak alat" in page and "0 dari 2 sudah dilihat" in page
    assert "0 dari 1 sudah difoto" in page


def test_what_is_valid_is_stored(around: Round) -> None:
    one, _two = around.actions()
    point = a_point(around.user, around.workshop)

    answer = around.send(
        fields=said(one, found="selesai", photos=upload(a_jpeg()))
        | {point_name(point): upload(a_jpeg(80, 60))}
    )

    assert answer.location == around.address
    (entry,) = around.row().read().carried
    assert (entry.found, len(entry.photos)) == ("selesai", 1)
    page = around.page()
    assert "1 dari 2 sudah dilihat" in page and "1 dari 1 sudah difoto" in page
    assert entry.photos[0] in page and "Tersimpan." in page


def test_a_photo_is_dropped_and_another_added(around: Round) -> None:
    one, _two = around.actions()
    around.send(fields=said(one, found="selesai", photos=upload(a_jpeg())))
    (old,) = around.row().read().carried[0].photos

    around.send(fields=said(one, drop=old, photos=upload(a_jpeg(80, 60))))

    (new,) = around.row().read().carried[0].photos
    assert new != old


def test_what_is_wrong_is_given_back_and_the_rest_stored(around: Round) -> None:
    one, two = around.actions()
    point = a_point(around.user, around.workshop)

    answer = around.send(
        fields=said(one, found="belum")
        | said(two, note="hampir", photos=upload(a_jpeg()))
        | {point_name(point): upload(b"bukan foto", "a.jpg")}
    )

    assert answer.status_code == 422
    assert [entry.found for entry in around.row().read().carried] == ["belum"]
    assert "hampir" in answer.text and "Pilih dulu: selesai" in answer.text
    assert "a.jpg: Berkas ini bukan foto." in answer.text
    kept = re.search(rf'name="carried-{two.id}-added" value="(\w+)"', answer.text)
    assert kept
    around.send(fields=said(two, found="sebagian", note="hampir", added=kept[1]))
    assert around.row().read().carried[1].photos == (kept[1],)


def test_letters_that_no_database_keeps_are_given_back(around: Round) -> None:
    one, _two = around.actions()

    answer = around.send(fields=said(one, found="belum", note="a\x00b"))

    assert answer.status_code == 422 and "tidak dapat disimpan" in answer.text
    assert [(c.found, c.note) for c in around.row().read().carried] == [("belum", "")]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(around: Round) -> None:
    one, _two = around.actions()
    around.send(fields=said(one, found="belum", note="satu"))

    answer = around.client.post(
        around.address,
        data={"csrf_token": csrf_token(around.page()), "version": 1, "to": "save"}
        | said(one, found="belum", note="dua"),
    )

    assert answer.status_code == 422 and "baru diubah di tempat lain" in answer.text
    assert "dua" in answer.text and around.row().read().carried[0].note == "satu"


def test_what_went_away_since_the_page_was_opened_is_said(around: Round) -> None:
    one, two = around.actions()
    point = a_point(around.user, around.workshop)
    page, version = around.page(), around.row().version
    with writing() as session:
        session.merge(two).state = "closed"
        photo_points.remove(session, around.user, around.workshop.id, point)

    answer = around.client.post(
        around.address,
        data={"csrf_token": csrf_token(page), "version": version, "to": "end"}
        | said(one, found="belum")
        | said(two, found="sebagian", note="hampir jadi")
        | {point_name(point): upload(a_jpeg())},
    )

    assert answer.status_code == 422
    assert "Sebagian isian tidak disimpan" in answer.text and "“hampir jadi”" in answer.text
    assert (len(around.row().read().carried), around.row().status) == (1, "draft")


def test_its_end_says_what_is_missing_and_keeps_the_answers(around: Round) -> None:
    assert "Belum ada tindakan atau titik foto" in around.send("end").text
    one, _two = around.actions()

    answer = around.send("end", said(one, found="selesai"))

    assert answer.status_code == 422
    assert "perlu catatan atau foto" in answer.text
    assert answer.text.count("Tambahkan catatan atau foto.") == 1
    assert around.row().read().carried[0].found == "selesai"


def test_its_end_closes_what_is_done_and_leaves_the_rest(around: Round) -> None:
    one, _two = around.actions()

    answer = around.send("end", said(one, found="selesai", note="papan terpasang"))

    assert answer.location == f"/audits/{around.id}"
    assert (around.row().status, around.row().number) == ("final", "CEK-2026-0001")
    assert [action.state for action in around.actions()] == ["closed", "open"]


def test_one_that_ended_takes_no_more(around: Round) -> None:
    one, _two = around.actions()
    page, version = around.page(), around.row().version
    around.send("end", said(one, found="belum"))
    assert around.client.get(around.address).location == f"/audits/{around.id}"

    answer = around.client.post(
        around.address,
        data={"csrf_token": csrf_token(page), "version": version}
        | said(one, found="sebagian", note="hampir"),
    )

    assert answer.status_code == 409
    assert "sudah diakhiri" in answer.text and "hampir" in answer.text


def test_a_deleted_one_is_gone(around: Round) -> None:
    assert "Hapus cek ulang ini?" in around.client.get(f"/audits/{around.id}/delete").text
    with writing() as session:
        deleting.delete(session, around.user, around.id)

    assert around.client.get(around.address).status_code == 410


@pytest.mark.parametrize("step", ["sheet", "summary", "sign", "correct", "report.pdf"])
def test_pages_of_a_sheet_lead_to_its_own(around: Round, step: str) -> None:
    assert around.client.get(f"/audits/{around.id}/{step}").location == around.address


def test_finalising_it_as_a_sheet_leads_to_its_own(around: Round) -> None:
    token = csrf_token(around.page())

    answer = around.client.post(f"/audits/{around.id}/finalise", data={"csrf_token": token})

    assert (answer.location, around.row().status) == (around.address, "draft")


def test_the_page_of_an_audit_with_a_sheet_is_its_result(around: Round) -> None:
    first = around.first.document.id

    assert around.client.get(f"/audits/{first}/recheck").location == f"/audits/{first}"


def test_the_recheck_of_another_is_not_there(around: Round, people: dict[str, User]) -> None:
    stranger = log_in(around.client.application.test_client(), people["mentor2"])

    assert stranger.get(around.address).status_code == 404


def test_the_page_asks_the_database_equally_often_for_few_and_for_many(around: Round) -> None:
    first = db.session.get_one(Audit, around.first.document.id)
    sent = []
    for number in range(12):
        an_action(first)
        if number < 8:
            a_point(around.user, around.workshop, f"Titik {number}")
        if number in (0, 11):
            around.page()
            with counted() as statements:
                around.page()
            sent.append(len(statements))

    assert sent[0] == sent[1]
