"""Blank closing steps: whole pages, of nobody, the same for everybody."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, render_template, session

from audit.instruments import load
from audit.web.audits.closing_shell import (
    NOBODY,
    blank_held,
    blank_owner,
    blank_sign,
    blank_summary,
    patterns,
    pick_patterns,
)

NAME = "5r-ikm@1"
STEPS: list[tuple[str, Callable[[str], dict[str, Any]]]] = [
    ("summary", blank_summary),
    ("owner", blank_owner),
    ("sign", blank_sign),
    ("held", blank_held),
]


@pytest.mark.parametrize(("step", "blank"), STEPS)
def test_a_shell_has_nobodys_data_and_no_token(
    app: Flask, step: str, blank: Callable[[str], dict[str, Any]]
) -> None:
    with app.test_request_context():
        page = render_template(f"audits/{step}.html", blank=True, **blank(NAME))

        assert "csrf" not in page
        assert not session
    ids = set(re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", page))
    assert ids == {str(NOBODY)}
    assert 'data-percent="total"' in page


def test_the_blank_summary_has_all_containers_that_its_script_fills(app: Flask) -> None:
    with app.test_request_context():
        page = render_template("audits/summary.html", blank=True, **blank_summary(NAME))

    assert page.count("data-cards") == 3
    for hook in ("data-praises", "data-rows", 'id="people"', 'id="areas"', 'class="gaps"'):
        assert page.count(hook) == 1
    for name in ("remarks_mentor", "remarks_owner", "remarks_private", "next_visit_on"):
        assert f'name="{name}"' in page


def test_the_blank_owner_screen_has_what_its_script_fills(app: Flask) -> None:
    with app.test_request_context():
        page = render_template("audits/owner.html", blank=True, **blank_owner(NAME))

    for hook in ("data-cards", 'class="said"', 'name="remarks_owner"', 'id="name"', 'id="thumb"'):
        assert page.count(hook) == 1
    assert f'name="finding-{NOBODY}-pic"' in page and page.count("data-days") == 5
    for kept_back in ("remarks_mentor", "remarks_private"):
        assert kept_back not in page


def test_the_pattern_of_a_pick_has_both_fields(app: Flask) -> None:
    with app.test_request_context():
        pattern = pick_patterns(NAME)

    assert pattern.finding.id == NOBODY
    assert {field.short_name for field in pattern.fields} == {"pic", "due_on"}


def test_the_blank_sign_page_has_three_places_and_the_end(app: Flask) -> None:
    with app.test_request_context():
        page = render_template("audits/sign.html", blank=True, **blank_sign(NAME))

    assert page.count("<canvas") == 3 and page.count("data-finalise") == 1
    assert 'name="owner-name"' in page and 'name="acknowledged-picture"' in page


def test_the_pattern_of_a_finding_has_every_field(app: Flask) -> None:
    with app.test_request_context():
        pattern = patterns(NAME)

    assert pattern.finding.id == NOBODY
    assert {field.short_name for field in pattern.fields} >= {"no_photo_reason", "declined"}
    assert pattern.praise.data in load(NAME).by_code
