from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.web.forms.signature import SIGNERS, signature_form


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        yield


def test_the_signers_are_those_of_the_document() -> None:
    assert SIGNERS == ("mentor", "owner", "acknowledged")


def test_the_likely_name_is_there_already() -> None:
    assert signature_form("owner", "Sri").name.data == "Sri"


@pytest.mark.parametrize(
    ("name", "kept", "valid", "refusal"),
    [
        ("Sri", "a" * 64, True, ""),
        ("Sri", "", True, "Tanda tangan belum dibuat."),
        (" ", "a" * 64, False, ""),
    ],
)
def test_a_signature_needs_name_and_picture(
    name: str, kept: str, valid: bool, refusal: str
) -> None:
    form = signature_form("owner", "", MultiDict({"owner-name": name, "owner-kept": kept}))

    assert (form.validate(), form.refusal) == (valid, refusal)
    assert form.data_of_picture() == b""
