"""The result of a re-check: its answers, what it left out, and photos in pairs."""

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from audit.domain.document import PointSeen
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.web.forms.recheck import point_name
from tests.closings import send
from tests.factories import TODAY, stored
from tests.histories import printed
from tests.rows import an_action
from tests.statements import counted
from tests.usecases.rechecks import a_point
from tests.usecases.visits import FIRST_DAY, a_visit, finished
from tests.web.audits.rechecks import Round, a_round, said
from tests.web.audits.sheets import a_jpeg, upload

TODAY_IN_DAYS = (TODAY - FIRST_DAY).days
pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def around(mentor: FlaskClient, people: dict[str, User], workshop: Workshop) -> Round:
    return a_round(mentor, people["mentor"], workshop)


def test_one_that_has_not_ended_is_still_to_be_filled_in(around: Round) -> None:
    assert around.client.get(f"/audits/{around.id}").location == around.address


def test_it_shows_answers_and_what_nobody_looked_at(around: Round) -> None:
    one, two = around.actions()
    around.send("end", said(one, found="selesai", note="papan terpasang"))

    page = around.client.get(f"/audits/{around.id}").text

    assert "CEK-2026-0001" in page and "1 dari 2 dilihat" in page
    assert "papan terpasang" in page and two.text in page and "belum dilihat" in page
    assert "butir" not in page and "/report.pdf" not in page and "/sheet" not in page


def test_it_shows_each_point_as_it_should_be_and_as_it_is(around: Round) -> None:
    points = f"/workshops/{around.workshop.id}/photo-points/"
    send(around.client, points, name="Pintu gudang", photo=upload(a_jpeg()))
    point = a_point(around.user, around.workshop)
    around.send("end", {point_name(point): upload(a_jpeg(80, 60))})

    page = around.client.get(f"/audits/{around.id}").text

    assert "1 dari 2 difoto" in page and "tidak difoto" in page and "tanpa foto acuan" in page


def test_photos_that_are_still_on_the_tablet_are_told(around: Round) -> None:
    point = a_point(around.user, around.workshop)
    seen = PointSeen(point=point, photos=("a" * 64,))
    stored(around.user, replace(around.row().read(), points=(seen,)), around.row().version)

    assert "foto menunggu" in around.client.get(around.address).text
    around.send("end", {})

    page = around.client.get(f"/audits/{around.id}").text
    assert page.count("foto menunggu") == 1 and "a" * 64 not in page


def test_its_versions_tell_answers_and_no_items(around: Round) -> None:
    one, _two = around.actions()
    around.send("end", said(one, found="selesai", note="papan terpasang"))

    page = around.client.get(f"/audits/{around.id}/versions").text
    last = around.client.get(f"/audits/{around.id}/versions/{around.row().version}").text

    assert "Cek ulang diakhiri." in page and "/correct" not in page
    assert "papan terpasang" in last and "R1.1" not in last


def test_it_is_no_audit_of_the_workshop_and_is_found_on_its_page(around: Round) -> None:
    one, _two = around.actions()
    here = f"/workshops/{around.workshop.id}"
    assert "belum diakhiri" in around.client.get(here).text
    assert "Cek ulang yang belum diakhiri" in around.client.get("/").text
    around.send("end", said(one, found="selesai", note="papan terpasang"))

    page = around.client.get(here).text

    assert "Riwayat cek ulang" in page and "CEK-2026-0001" in page
    assert "75" in page and "Bandingkan" not in page
    compare = around.client.get(f"{here}/compare?from={around.first.document.id}&to={around.id}")
    assert compare.status_code == 404


def test_the_page_asks_the_database_equally_often_for_few_and_for_many(around: Round) -> None:
    a_point(around.user, around.workshop, "Titik")
    around.send("end", said(around.actions()[0], found="belum"))
    with counted() as few:
        around.client.get(f"/audits/{around.id}")
    first = db.session.get_one(Audit, around.first.document.id)
    for _number in range(9):
        an_action(first)
    more = a_round(around.client, around.user, around.workshop)
    for number in range(6):
        a_point(around.user, around.workshop, f"Titik {number}")
    more.send("end", said(more.actions()[0], found="belum"))
    with counted() as many:
        around.client.get(f"/audits/{more.id}")

    assert len(few) == len(many)


def test_the_next_audit_says_that_it_was_done_before(around: Round) -> None:
    one, _two = around.actions()
    around.send("end", said(one, found="selesai", note="papan terpasang"))
    last = finished(around.user, a_visit(around.workshop, around.user, {}, TODAY_IN_DAYS))

    here = f"/audits/{last.document.id}"
    page, pdf = around.client.get(here).text, around.client.get(f"{here}/report.pdf").data

    for told in (page, " ".join(printed(pdf).split())):
        assert "ditutup 24 Nov, sebelum audit ini" in told and "papan terpasang" in told
        assert "1 dari 2 tindakan selesai." in told
