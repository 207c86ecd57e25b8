"""What a page of a re-check sends, what of it is valid, and what is given back."""

from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.domain.rechecks import field_name
from audit.web.forms.recheck import RecheckForm, point_name, recheck_for
from tests.domain.makers import uuid7

ONE, TWO, POINT = uuid7(1), uuid7(2), uuid7(3)
SHA, OTHER = "a" * 64, "b" * 64
FORM = recheck_for([ONE, TWO], [POINT])


def a_form(**posted: Any) -> RecheckForm:
    """The form with fields of action ONE, by the part of their names."""
    named = {field_name(ONE, part): value for part, value in posted.items()}
    form: RecheckForm = FORM(MultiDict(named), meta={"csrf": False})
    return form


def test_valid_fields_are_taken_and_an_answer_is_never_taken_back(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = a_form(found="belum", note="")
        assert form.validate()
        assert form.fields() == {field_name(ONE, "found"): "belum", field_name(ONE, "note"): ""}

        assert a_form(found="").fields() == {}


def test_a_wrong_field_is_left_out_and_the_rest_taken(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = a_form(found="selesai", note="x" * 5001)

        assert not form.validate()
        assert form.fields() == {field_name(ONE, "found"): "selesai"}
        assert list(form.wrong()) == [field_name(ONE, "note")]


def test_a_note_or_a_photo_asks_for_its_answer(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = a_form(note="hampir", added=SHA)

        assert not form.validate()
        assert set(form.wrong()) >= {field_name(ONE, "note"), field_name(ONE, "photos")}


def test_only_names_of_photos_are_added(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = a_form(found="selesai", added=[SHA, "../x"], drop=OTHER)

        given = form.given({POINT: SHA})

    assert given.added == {ONE: [SHA], TWO: []}
    assert given.dropped == {ONE: [OTHER], TWO: []}
    assert given.points == {POINT: SHA}


def test_what_was_typed_is_given_back_with_what_is_wrong(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        old = a_form(note="hampir", added=[SHA, OTHER])
        old.validate()
        old.point(POINT).errors = ["Foto ini rusak."]
        fresh: RecheckForm = FORM(None, meta={"csrf": False})

        fresh.give_back(old, {ONE: [OTHER]})

    assert fresh.part(ONE, "note").data == "hampir" and fresh.part(ONE, "note").errors
    assert fresh.part(ONE, "added").data == [SHA]
    assert fresh[point_name(POINT)].errors == ["Foto ini rusak."]


def test_an_action_that_was_not_on_the_page_stays_as_it_is(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        other: RecheckForm = recheck_for([ONE], [])(None, meta={"csrf": False})
        fresh: RecheckForm = FORM(
            None, data={field_name(TWO, "note"): "tersimpan"}, meta={"csrf": False}
        )

        fresh.give_back(other, {})

    assert fresh.part(TWO, "note").data == "tersimpan"
