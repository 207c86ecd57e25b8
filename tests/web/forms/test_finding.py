from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.domain.amending import field_name
from audit.web.forms.finding import FindingForm, finding_form
from tests.domain.makers import a_finding

DAY = date(2026, 11, 24)
FINDING = a_finding(text="lama", due_on=date(2026, 12, 1), priority="tinggi", chosen=True)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def form_of(declinable: bool = False, **fields: str) -> FindingForm:
    posted = MultiDict({field_name(FINDING.id, name): value for name, value in fields.items()})
    return finding_form(FINDING, posted, declinable=declinable, audited_on=DAY)


def test_nothing_sent_shows_what_is_stored() -> None:
    form = form_of()

    assert not form.sent
    assert (form.text.data, form.due_on.data, form.chosen.data) == (
        "lama",
        FINDING.action.due_on,
        True,
    )


def test_a_box_that_is_not_sent_is_not_ticked() -> None:
    form = form_of(text="baru")

    assert form.sent and form.chosen.data is False
    assert form.priority.data == "tinggi" and form.due_on.data == FINDING.action.due_on


@pytest.mark.parametrize("typed", ["2026-12-24", "24-12-2026", "24/12/2026", " 24.12.2026 "])
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    form = form_of(text="", due_on=typed)

    assert form.validate() and form.due_on.data == date(2026, 12, 24)


def test_an_emptied_date_is_none_and_no_fault() -> None:
    form = form_of(text="", due_on="")

    assert form.validate() and form.due_on.data is None


@pytest.mark.parametrize("typed", ["31-02-2026", "besok", "2026-11-23"])
def test_a_wrong_date_is_told(typed: str) -> None:
    form = form_of(text="", due_on=typed)

    assert not form.validate() and list(form.errors) == ["due_on"]


def test_only_a_declinable_finding_can_be_declined() -> None:
    assert "declined" not in form_of()
    assert "declined" in form_of(declinable=True)


def test_lines_keep_the_ends_that_documents_have() -> None:
    assert form_of(text="a\r\nb").text.data == "a\nb"
