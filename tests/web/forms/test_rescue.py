"""The form of a rescue file: there must be one."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from audit.web.forms.rescue import RescueForm


def form() -> RescueForm:
    found = RescueForm(meta={"csrf": False})
    found.validate()
    return found


def test_a_file_is_read_as_it_came(app: Flask) -> None:
    file = FileStorage(BytesIO(b"zip"), "antrean.zip")
    with app.test_request_context(method="POST", data={"file": file}):
        found = form()

        assert not found.errors
        assert found.stream().read() == b"zip"


@pytest.mark.parametrize("fields", [{}, {"file": FileStorage(BytesIO(b""), "")}, {"file": "text"}])
def test_without_a_file_the_form_says_so(app: Flask, fields: dict[str, object]) -> None:
    with app.test_request_context(method="POST", data=fields):
        assert form().errors == {"file": ["Pilih berkasnya dulu."]}
