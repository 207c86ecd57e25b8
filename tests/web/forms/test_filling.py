"""The forms of the sheet together."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.domain.document import Answer
from audit.storage.base import new_id
from audit.web.forms.filling import Filling, filling
from tests.web.forms.test_sheet import a_draft

ACTION = new_id()


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context():
        yield


def sent(fields: dict[str, str]) -> Filling:
    document = a_draft({"R1.1": Answer(score=1, note="Lama")})
    return filling(document, 4, [ACTION], MultiDict({"version": "4", **fields}))


def test_both_forms_end_in_one_document() -> None:
    filled = sent({"answers-R1.1-score": "2", f"carried-{ACTION}-found": "selesai"})

    assert filled.valid()
    assert filled.base == 4
    assert filled.result().answer("R1.1") == Answer(score=2, note="Lama")
    assert [carried.found for carried in filled.result().carried] == ["selesai"]


def test_a_wrong_text_is_given_back_and_a_wrong_nilai_is_not() -> None:
    filled = sent({"answers-R1.1-score": "9", "answers-R1.1-note": "x" * 6000})

    assert not filled.valid()
    assert filled.first_wrong() == "R1.1"
    assert filled.wrong() == {"answers-R1.1-note": "x" * 6000}


def test_over_another_version_what_was_typed_and_what_is_wrong_stay() -> None:
    filled = sent({"answers-R1.1-note": "x" * 6000})
    filled.valid()

    again = filled.over(a_draft({"R1.1": Answer(score=4)}), 5, filled.wrong())

    assert again.answers.part("R1.1", "score").data == "4"
    assert again.answers.part("R1.1", "note").data == "x" * 6000
    assert set(again.errors()) == {"answers-R1.1-note"}


def test_nothing_is_typed_in_forms_that_nobody_sent() -> None:
    document = a_draft({"R1.1": Answer(score="na", na_reason="tidak ada")})

    filled = filling(document, 1, [ACTION], None)

    assert filled.result() == document
    assert filled.answers.part("R1.1", "score").data == "na"
