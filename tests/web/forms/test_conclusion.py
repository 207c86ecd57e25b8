from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectChoice

from audit.web.forms.conclusion import OWN, ConclusionForm, named


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        yield


def form_of(*praises: str) -> ConclusionForm:
    form = ConclusionForm(MultiDict([("praises", code) for code in praises]))
    form.praises.choices = [SelectChoice(f"R1.{number}") for number in range(1, 8)]
    return form


def test_every_part_of_the_document_has_its_field() -> None:
    assert all(name in form_of() for name in OWN)


@pytest.mark.parametrize(
    ("praises", "valid"),
    [
        (["", "R1.1", "R1.2", "R1.3"], True),
        ([""], True),
        (["R1.1", "R1.2", "R1.3", "R1.4"], False),
        (["R9.9"], False),
    ],
)
def test_at_most_three_items_of_the_sheet_are_praised(praises: list[str], valid: bool) -> None:
    assert form_of(*praises).validate() is valid


def test_an_empty_code_is_none() -> None:
    assert named(["", "R1.1"]) == ["R1.1"] and named(None) == []
