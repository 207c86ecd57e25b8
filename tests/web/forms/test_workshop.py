from dataclasses import fields

from flask import Flask

from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.usecases.workshops import Facts
from audit.web.forms.workshop import WorkshopForm

NEEDED = {"name": "CV Kurnia", "legal_form": "CV", "sector": "metal", "stage": ""}


def test_the_form_has_a_field_for_every_fact(app: Flask) -> None:
    with app.test_request_context():
        form = WorkshopForm()

        assert {fact.name for fact in fields(Facts)} <= {field.name for field in form}


def test_what_is_left_empty_is_no_fact(app: Flask) -> None:
    with app.test_request_context(method="POST", data=NEEDED):
        facts = WorkshopForm().facts()

    assert facts == Facts(name="CV Kurnia", legal_form="CV", sector="metal")


def test_a_year_is_neither_long_ago_nor_to_come(app: Flask) -> None:
    years = {"stage_year": "1979", "joined_year": "2999"}
    with app.test_request_context(method="POST", data=NEEDED | years):
        form = WorkshopForm()
        form.offer(None)
        form.validate()

        assert form.stage_year.errors and form.joined_year.errors
        assert "dari 1980 sampai" in form.stage_year.errors[0]


def test_only_who_may_choose_is_asked_for_mentors(app: Flask, people: dict[str, User]) -> None:
    chosen = people["mentor"].id
    with app.test_request_context(method="POST", data=NEEDED | {"mentors": str(chosen)}):
        asked, unasked = WorkshopForm(), WorkshopForm()
        asked.offer([people["mentor"]])
        unasked.offer(None)

        care = asked.care()
        assert care and (care.mentors, care.active) == ([chosen], False)
        assert unasked.care() is None


def test_a_mentor_who_is_not_on_the_list_is_refused(app: Flask, people: dict[str, User]) -> None:
    data = NEEDED | {"mentors": str(people["admin"].id)}
    with app.test_request_context(method="POST", data=data):
        form = WorkshopForm()
        form.offer([people["mentor"]])
        form.validate()

        assert form.mentors.errors == ["Pilih dari daftar pendamping."]


def test_the_key_is_the_one_the_page_was_sent_with(app: Flask) -> None:
    key = new_id()
    for sent, kept in ((str(key), True), ("nonsense", False), (str(key)[:-1], False)):
        with app.test_request_context(method="POST", data=NEEDED | {"new_id": sent}):
            found = WorkshopForm().key()

        assert (found == key) is kept
        assert found.version == 7
