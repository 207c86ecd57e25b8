from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from audit.web.forms.fields import (
    ChoiceField,
    LinesField,
    NameField,
    NumberField,
    PhoneField,
    at_most,
    filled,
    tidy,
)

FIELDS = {
    "name": NameField("Nama", filled("Tulis namanya.")),
    "short": NameField("Singkat", at_most(2), most=5),
    "colour": ChoiceField("Warna", lambda: {"red": "Merah"}, empty="Tanpa"),
    "number": NumberField("Angka", 1, lambda: 100, "dari %(least)d sampai %(most)d"),
    "phone": PhoneField("Telepon"),
    "lines": LinesField("Area"),
}


def sent(app: Flask, **values: str) -> Any:
    """The form after it was sent and checked; its fields by name."""
    with app.test_request_context():
        form = BaseForm(FIELDS)
        form.process(MultiDict({"name": "A", "colour": ""} | values))
        form.validate()
        return SimpleNamespace(**form._fields)


def test_tidy_leaves_single_blanks() -> None:
    assert tidy("  a \t b\n") == "a b"
    assert tidy(None) == ""


def test_a_field_that_must_be_filled_says_what_to_write(app: Flask) -> None:
    form = sent(app, name="   ")

    assert form.name.errors == ["Tulis namanya."]
    assert form.name.flags.required


def test_a_text_too_long_says_by_how_much(app: Flask) -> None:
    form = sent(app, name="x" * 123)

    assert form.name.errors == ["Paling banyak 120 huruf. Kurangi 3 huruf."]
    assert form.name.data == "x" * 123


@pytest.mark.parametrize("name", ["name", "lines"])
def test_a_nul_is_refused_and_given_back(app: Flask, name: str) -> None:
    field = getattr(sent(app, **{name: "\0"}), name)

    assert field.errors == ["Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya."]
    assert field.data in ("\0", ["\0"])


def test_a_limit_of_its_own(app: Flask) -> None:
    assert sent(app, short="abc").short.errors
    assert not sent(app, short="ab").short.errors


@pytest.mark.parametrize(("colour", "fits"), [("red", True), ("", True), ("blue", False)])
def test_a_choice_is_one_of_the_list(app: Flask, colour: str, fits: bool) -> None:
    form = sent(app, colour=colour)

    assert list(form.colour.errors) == ([] if fits else ["Pilih salah satu dari daftar."])


@pytest.mark.parametrize(("text", "number"), [("1", 1), (" 100 ", 100), ("", None)])
def test_a_number_within_its_limits(app: Flask, text: str, number: int | None) -> None:
    form = sent(app, number=text)

    assert (form.number.data, list(form.number.errors)) == (number, [])


@pytest.mark.parametrize("text", ["0", "101", "-1", "1.5", "satu", "²", "9" * 400])
def test_a_number_outside_its_limits_is_kept_to_be_mended(app: Flask, text: str) -> None:
    form = sent(app, number=text)

    assert form.number.errors == ["dari 1 sampai 100"]
    assert text in form.number()


def test_a_phone_is_kept_for_programs_and_shown_to_people(app: Flask) -> None:
    form = sent(app, phone="0812 3456 7890")

    assert form.phone.data == "+6281234567890"
    assert 'value="0812-3456-7890"' in form.phone()


def test_a_phone_that_is_none_is_kept_to_be_mended(app: Flask) -> None:
    form = sent(app, phone="12")

    assert form.phone.errors
    assert 'value="12"' in form.phone()


def test_lines_are_names_without_repetition(app: Flask) -> None:
    form = sent(app, lines="Produksi\r\n\n  Gudang   alat\nProduksi")

    assert form.lines.data == ["Produksi", "Gudang alat"]


def test_a_line_too_long_is_named(app: Flask) -> None:
    form = sent(app, lines="Produksi\n" + "y" * 121)

    assert "yyy" in form.lines.errors[0] and "120" in form.lines.errors[0]
