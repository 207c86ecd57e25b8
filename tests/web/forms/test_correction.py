from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.domain.document import Answer
from audit.web.forms.correction import CorrectionForm, answers_form
from tests.domain.makers import a_document

DOCUMENT = a_document(
    answers={
        "R1.1": Answer(score=3, note="rapi"),
        "R1.2": Answer(score="na", na_reason="tidak ada"),
    }
)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        yield


def test_answers_that_were_not_sent_stay() -> None:
    form = answers_form(DOCUMENT, MultiDict({"answers-R1.2-score": "2"}))
    form.validate()

    after = form.into(DOCUMENT)
    assert after.answer("R1.1") == DOCUMENT.answer("R1.1")
    assert after.answer("R1.2").score == 2


def test_answers_are_shown_as_stored() -> None:
    form = answers_form(DOCUMENT)

    assert form.part("R1.1", "score").data == "3"
    assert form.part("R1.2", "na_reason").data == "tidak ada"


@pytest.mark.parametrize(
    ("reason", "valid"), [("salah ketik", True), (" \r\n ", False), ("", False)]
)
def test_a_reason_says_something(reason: str, valid: bool) -> None:
    assert CorrectionForm(MultiDict({"reason": reason})).validate() is valid
