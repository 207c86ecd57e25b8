"""The date of the next visit as a form takes it."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.web.forms.planning import NextVisitForm

pytestmark = pytest.mark.usefixtures("on_the_day")


def filled_in(app: Flask, typed: str) -> NextVisitForm:
    with app.test_request_context(method="POST"):
        form = NextVisitForm(MultiDict({"next_visit_on": typed}), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-22", date(2026, 12, 22)),
        ("22/12/2026", date(2026, 12, 22)),
        ("2026-11-24", date(2026, 11, 24)),
        ("", None),
        ("  ", None),
    ],
)
def test_today_and_later_are_taken_and_nothing_too(
    app: Flask, typed: str, read: date | None
) -> None:
    form = filled_in(app, typed)

    assert (form.errors, form.next_visit_on.data) == ({}, read)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-11-23", "Tanggal ini sudah lewat. Pilih paling awal hari ini, 24 November 2026."),
        ("besok", "“besok” bukan tanggal. Pilih dari kalender."),
    ],
)
def test_what_is_refused_stays_in_the_field(app: Flask, typed: str, sentence: str) -> None:
    form = filled_in(app, typed)

    assert form.errors == {"next_visit_on": [sentence]}
    assert form.next_visit_on._value() == typed
