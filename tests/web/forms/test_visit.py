from flask import Flask

from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.web.forms.visit import VisitForm

WORKSHOP = Workshop(name="CV Kurnia", owner_name="", pic_name="Agus", areas=["Las", "Cat"])


def test_the_form_offers_people_and_areas_of_the_workshop(app: Flask) -> None:
    shown = new_id()
    with app.test_request_context():
        form = VisitForm()
        form.offer(WORKSHOP, [shown])

        assert [choice.label.text for choice in form.met_with] == ["Pemilik", "PIC 5R: Agus"]
        assert form.areas.data == ["Las", "Cat"]
        assert form.known.data == str(shown)


def test_a_visit_has_chosen_and_new_areas_once_each(app: Flask) -> None:
    data = {"audited_on": "2026-11-24", "areas": ["Las"], "more_areas": "Cat,, Las , Halaman"}
    with app.test_request_context(method="POST", data=data):
        form = VisitForm()
        form.offer(WORKSHOP, [])

        visit = form.visit()

    assert visit.areas == ("Las", "Cat", "Halaman")
    assert (visit.met_with, visit.k3, visit.known) == ("", False, [])


def test_what_is_no_id_is_no_known_draft(app: Flask) -> None:
    key = new_id()
    with app.test_request_context(method="POST", data={"known": f"{key},nonsense"}):
        assert VisitForm().visit().known == [key]
