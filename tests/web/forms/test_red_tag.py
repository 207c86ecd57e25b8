"""What the forms of a red tag make of what was typed."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.domain.red_tags import DECISIONS, REASONS
from audit.storage.red_tags import RedTag
from audit.usecases.red_tags import Decision, Facts
from audit.web import clock
from audit.web.forms.red_tag import DecisionForm, RedTagForm, ReopenForm, reason_words, values
from tests.factories import TODAY

SHA = "a" * 64


@pytest.fixture(autouse=True)
def request_of_today(app: Flask, on_the_day: None) -> Any:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context():
        yield


def filled(**fields: str) -> RedTagForm:
    form = RedTagForm(MultiDict({"name": "Kipas", **fields}))
    form.no_later_than(None)
    return form


def test_facts_are_tidy_and_the_day_is_today_unless_told() -> None:
    form = filled(name="  Kipas  angin ", quantity=" 2 ", usual="rusak", own="kabel putus")

    assert form.validate()
    assert form.facts() == Facts("Kipas angin", TODAY, "2", "", "rusak, kabel putus", None)


@pytest.mark.parametrize(
    ("usual", "own", "reason"),
    [("", "", ""), ("berlebih", "", "berlebih"), ("", "sisa proyek", "sisa proyek")],
)
def test_a_usual_reason_and_own_words_make_one_text(usual: str, own: str, reason: str) -> None:
    assert filled(usual=usual, own=own).facts().reason == reason


@pytest.mark.parametrize(
    ("kept", "drop", "photo"),
    [
        (SHA, "", SHA),
        (SHA, "y", None),
        ("", "", None),
        ("../secret", "", None),
        ("A" * 64, "", None),
    ],
)
def test_a_photo_stays_until_it_is_dropped_and_is_a_hash(
    kept: str, drop: str, photo: str | None
) -> None:
    assert filled(kept=kept, **({"drop": drop} if drop else {})).facts().photo == photo


def test_name_and_lengths_are_checked() -> None:
    form = filled(name=" ", area="x" * 121)

    assert not form.validate()
    assert form.name.errors == ["Tulis nama barangnya."]
    assert "Kurangi 1 huruf." in form.area.errors[0]


@pytest.mark.parametrize(
    ("day", "decided_on", "told"),
    [
        (TODAY, None, ""),
        (TODAY + timedelta(1), None, "belum tiba"),
        (TODAY, TODAY - timedelta(2), "tanggal keputusan, 22 November 2026"),
    ],
)
def test_a_tag_is_attached_in_the_past_and_before_the_decision(
    day: date, decided_on: date | None, told: str
) -> None:
    form = filled(tagged_on=day.isoformat())
    form.no_later_than(decided_on)

    assert form.validate() is (not told)
    assert told in " ".join(form.tagged_on.errors)


def test_a_stored_tag_fills_the_form_with_what_it_says() -> None:
    tag = RedTag(
        name="Kipas", quantity="2", area="", reason="rusak, kabel", photo=SHA, tagged_on=TODAY
    )

    form = RedTagForm(formdata=None, data=values(tag))

    assert form.facts() == Facts("Kipas", TODAY, "2", "", "rusak, kabel", SHA)
    assert (form.usual.data, form.own.data) == ("rusak", "kabel")


@pytest.mark.parametrize("reason", [*REASONS, "karena lain", ""])
def test_a_reason_reads_as_it_is_stored(reason: str) -> None:
    assert reason_words(reason) == reason


@pytest.mark.parametrize("word", DECISIONS)
def test_each_button_is_a_decision_of_today(word: str) -> None:
    form = DecisionForm(MultiDict({"decision": word, "note": " ke gudang"}))
    form.between(TODAY - timedelta(3))

    assert form.validate()
    assert form.made() == Decision(word, TODAY, " ke gudang")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"decision": "simpan"}, "Pilih salah satu dari lima keputusan."),
        ({"decision": "jual", "decided_on": "2026-11-25"}, "belum tiba"),
        ({"decision": "jual", "decided_on": "2026-11-20"}, "Paling awal tanggal label"),
        ({"decision": "jual", "decided_on": "besok"}, "bukan tanggal"),
    ],
)
def test_a_decision_lies_between_the_tag_and_today(typed: dict[str, str], told: str) -> None:
    form = DecisionForm(MultiDict(typed))
    form.between(TODAY - timedelta(3))

    assert not form.validate()
    assert told in str(form.errors)


def test_a_decision_is_taken_back_with_a_reason_that_says_what_it_was() -> None:
    empty, form = ReopenForm(MultiDict({"why": " "})), ReopenForm(MultiDict({"why": "Batal."}))

    assert not empty.validate() and form.validate()
    line = form.line("jual", clock.today())
    assert line == "Dibuka lagi 24 November 2026, sebelumnya jual: Batal."
