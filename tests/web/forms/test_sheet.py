"""Form and document say the same: there and back, and what is wrong stays out."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from audit.domain.document import Answer, Document, MentorRef, WorkshopRef
from audit.storage.base import new_id
from audit.web.forms.sheet import Sheet, sheet_for, values
from tests.factories import TODAY

KEY = "5r-ikm@1"
SHA = "a" * 64

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40)
given_answers = st.dictionaries(
    st.sampled_from(["R1.1", "R2.7", "R5.6", "K3.7"]),
    st.builds(
        Answer,
        score=st.sampled_from([None, 0, 1, 2, 3, 4, "na"]),
        note=texts,
        na_reason=texts,
        area=texts,
        photos=st.lists(st.sampled_from([SHA, "b" * 64]), unique=True).map(tuple),
    ),
)


def a_draft(answers: dict[str, Answer] | None = None) -> Document:
    return Document(
        id=new_id(),
        instrument=KEY,
        audited_on=TODAY,
        workshop=WorkshopRef(id=new_id(), name="CV Kurnia Teknik"),
        mentor=MentorRef(id=new_id(), name="Mentor contoh"),
        answers=answers or {},
    )


def sheet(posted: Mapping[str, Any] | None = None, document: Document | None = None) -> Sheet:
    grown = sheet_for(KEY, True)
    form = MultiDict(posted) if posted is not None else None
    return grown(form, data=values(document or a_draft(), grown.codes), meta={"csrf": False})


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    with app.test_request_context():
        yield


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=given_answers)
def test_a_document_comes_back_as_it_was(answers: dict[str, Answer]) -> None:
    document = a_draft(answers)
    form = sheet(None, document)
    posted = {
        f"answers-{code}-{part}": form.part(code, part).data
        for code in form.codes
        for part in ("score", "note", "na_reason", "area")
        if form.part(code, part).data is not None
    }

    again = sheet(posted, document)

    assert again.validate()
    assert again.into(document) == document


def test_a_form_is_grown_once_for_each_instrument() -> None:
    assert sheet_for(KEY, True) is sheet_for(KEY, True)
    assert len(sheet_for(KEY, True).codes) == 42
    assert len(sheet_for(KEY, False).codes) == 35


@pytest.mark.parametrize("score", ["7", "-1", "2.0", "NA", "ya", " "])
def test_a_nilai_that_does_not_exist_changes_nothing(score: str) -> None:
    document = a_draft({"R1.1": Answer(score=2)})
    form = sheet({"answers-R1.1-score": score, "answers-R1.2-score": "3"}, document)

    valid = form.validate()

    assert form.into(document).answer("R1.2").score == 3
    if score.strip():
        assert not valid
        assert form.into(document).answer("R1.1").score == 2


@pytest.mark.parametrize("part", ["note", "na_reason"])
def test_a_text_of_5000_letters_is_taken_and_a_longer_one_is_not(part: str) -> None:
    name = f"answers-R1.1-{part}"
    fits, too_long = sheet({name: "é" * 5000}), sheet({name: "é" * 5001})

    assert fits.validate()
    assert not too_long.validate()
    assert "Kurangi 1 huruf" in too_long.errors[name][0]
    assert too_long.into(a_draft()).answers == {}


def test_photos_are_added_and_dropped_and_nothing_else_is_one() -> None:
    document = a_draft({"R1.1": Answer(photos=(SHA, "b" * 64))})
    posted = MultiDict(
        [
            ("answers-R1.1-drop", SHA),
            ("answers-R1.1-added", "c" * 64),
            ("answers-R1.1-added", "../../etc/passwd"),
        ]
    )

    form = sheet(posted, document)

    assert form.validate()
    assert form.into(document).answer("R1.1").photos == ("b" * 64, "c" * 64)


def test_items_that_the_sheet_lacks_are_named() -> None:
    posted = ["answers-R9.9-score", "answers-R1.1-score", "answers-K3.1-note", "csrf_token"]

    assert sheet_for(KEY, False)(meta={"csrf": False}).unknown_items(posted) == ["K3.1", "R9.9"]
