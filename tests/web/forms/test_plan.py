from datetime import date

import pytest
from flask import Flask

from audit.domain.plans import Plan
from audit.storage.actions import Action
from audit.web.forms.plan import PlanForm, plan_form
from tests.factories import TODAY

SENT = {
    "text": " Buat papan.\r\nBeri nama. ",
    "root_cause": "",
    "pic": " Ibu  Sri ",
    "due_on": "2026-12-01",
    "priority": "tinggi",
    "cost": "tanpa",
    "seen": "0",
}


def sent(app: Flask, chosen: bool = True, **fields: str) -> PlanForm:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context("/", method="POST", data=SENT | fields):
        form = plan_form(Action(chosen=chosen, steps=[]), TODAY)
        form.validate()
        return form


def test_a_form_becomes_a_plan(app: Flask) -> None:
    form = sent(app)

    assert form.errors == {}
    assert form.plan() == Plan(
        "Buat papan.\nBeri nama.", "", "Ibu Sri", date(2026, 12, 1), "tinggi", "tanpa"
    )


@pytest.mark.parametrize(
    ("chosen", "wrong"), [(True, {"text", "pic", "due_on"}), (False, {"text"})]
)
def test_what_the_owner_chose_needs_more(app: Flask, chosen: bool, wrong: set[str]) -> None:
    form = sent(app, chosen, text=" ", pic="", due_on="")

    assert form.errors.keys() == wrong


def test_a_rule_of_one_action_stays_with_it(app: Flask) -> None:
    assert sent(app, True, pic="").errors
    assert not sent(app, False, pic="").errors
