"""Two values for one field: told at the item, and settled by the plain form."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.domain.document import Answer, Conflict, Signature
from audit.web.audits.sheet_conflicts import Question, news, questions, settled
from tests.domain.makers import NOON, a_conflict, a_document, a_finding, uuid7
from tests.web.audits.sheets import Desk, a_desk, item_of

SCORE = a_conflict("answers.R2.3.score", 3, 1, item="R2.3")
NOTE = a_conflict("answers.R2.3.note", "Rak penuh", "", "Palu", item="R2.3")
SIGNED = a_conflict("signatures.owner", Signature(name="Bu Tini", photo="a" * 64, at=NOON), None)


@pytest.mark.parametrize(
    ("conflict", "title"),
    [
        (SCORE, "Dua nilai untuk R2.3"),
        (NOTE, "3 isian berbeda untuk R2.3 · catatan"),
        (
            a_conflict(f"findings.{uuid7(9)}.action_text", "a", "b", item="R2.3"),
            "Dua isian berbeda untuk R2.3 · tindakan",
        ),
        (
            a_conflict(f"findings.{uuid7(9)}.text", "a", "b", item="R2.3"),
            "Dua isian berbeda untuk R2.3 · temuan",
        ),
        (a_conflict("remarks.owner", "a", "b"), "Dua isian berbeda untuk dari pemilik"),
        (SIGNED, "Dua isian berbeda untuk pemilik"),
        (a_conflict("met_with", "a", "b"), "Dua isian berbeda untuk yang ditemui"),
    ],
)
def test_a_question_says_what_the_values_are_for(
    app: Flask, conflict: Conflict, title: str
) -> None:
    with app.test_request_context():
        assert Question(conflict).title == title


@pytest.mark.parametrize(
    ("conflict", "told"),
    [
        (SCORE, ["3", "1"]),
        (NOTE, ["Rak penuh", "–", "Palu"]),
        (a_conflict("next_visit_on", "2026-12-22", None), ["22 Desember 2026", "–"]),
        (a_conflict("praises", ("R1.1", "R2.3"), ()), ["R1.1, R2.3", "–"]),
        (SIGNED, ["Bu Tini", "–"]),
        (a_conflict("k3", True, False), ["ya", "tidak"]),
        (
            a_conflict("answers.R2.3.score", "na", None, item="R2.3"),
            ["tidak berlaku", "belum dinilai"],
        ),
    ],
)
def test_values_are_told_in_words_the_stored_one_first(
    app: Flask, conflict: Conflict, told: list[str]
) -> None:
    with app.test_request_context():
        choices = list(Question(conflict).choices)

    assert [choice.value for choice in choices] == told
    assert [choice.by for choice in choices] == ["Satu", "Dua", "Tiga"][: len(told)]


def test_each_question_stands_at_its_item() -> None:
    document = a_document(conflicts=(SCORE, SIGNED))

    assert questions(document, "R2.3") == (Question(SCORE),)
    assert questions(document, "") == (Question(SIGNED),)
    assert questions(document, "R1.1") == ()


@pytest.mark.parametrize(
    ("chosen", "score", "left"),
    [
        ("0", 3, 0),
        ("1", 1, 0),
        ("2", 3, 1),
        ("", 3, 1),
        ("satu", 3, 1),
        ("9" * 30, 3, 1),
        ("-1", 3, 1),
    ],
)
def test_a_choice_ends_the_conflict_with_its_value(chosen: str, score: int, left: int) -> None:
    document = a_document({"R2.3": 3}, conflicts=(SCORE,))

    after = settled(document, {"conflict-answers.R2.3.score": chosen})

    assert (after.answer("R2.3").score, len(after.conflicts)) == (score, left)


def test_a_new_conflict_is_news() -> None:
    before, after = a_document(conflicts=(SCORE,)), a_document(conflicts=(SCORE, NOTE))

    assert news(before, after) == NOTE
    assert news(after, before) is None


def conflicting(desk: Desk) -> None:
    """This mentor gives R2.3 another nilai than another tablet did, on an older sheet."""
    desk.elsewhere(R2_3=Answer(score=3))
    answer = desk.send(version=1, R2_3_score="1", to="summary")
    assert answer.location == f"{desk.address}#R2.3"


def test_both_values_stand_at_the_item_with_author_and_time(desk: Desk) -> None:
    conflicting(desk)

    markup = item_of(desk.page(), "R2.3")

    assert "Dua nilai untuk R2.3" in markup
    offered = re.findall(
        r'name="conflict-answers.R2.3.score" value="(\d)"><span>([^<]+)<small>([^<]+)<', markup
    )
    assert [found[:2] for found in offered] == [("0", "3 (isian sekarang)"), ("1", "1")]
    assert all(re.fullmatch(r"Mentor contoh, \d+ \w+ \d{4}, \d\d\.\d\d", f[2]) for f in offered)
    assert 'data-score="3"' in markup


def test_an_open_conflict_is_a_gap_that_leads_to_its_item(desk: Desk) -> None:
    conflicting(desk)

    page = desk.client.get(f"/audits/{desk.audit_id}/summary").text

    assert "Dua isian berbeda, pilih salah satu" in page
    assert f'href="/audits/{desk.audit_id}/sheet#R2.3"' in page


@pytest.mark.parametrize(
    ("fields", "score"),
    [
        ({"conflict-answers.R2.3.score": "1", "R2_3_score": "3"}, 1),
        ({"conflict-answers.R2.3.score": "0", "R2_3_score": "3"}, 3),
        ({"conflict-answers.R2.3.score": "0", "R2_3_score": "2"}, 2),
    ],
)
def test_the_form_settles_a_conflict(desk: Desk, fields: dict[str, Any], score: int) -> None:
    conflicting(desk)

    answer = desk.send(version=3, **fields)

    assert answer.location == f"{desk.address}#R2"
    document = desk.document()
    assert (document.answer("R2.3").score, document.conflicts) == (score, ())
    assert "data-question" not in desk.page()


def test_a_form_without_a_choice_leaves_the_conflict(desk: Desk) -> None:
    conflicting(desk)

    desk.send(version=3, R1_1_score="3")

    assert [conflict.path for conflict in desk.document().conflicts] == ["answers.R2.3.score"]


def test_what_has_no_item_on_the_sheet_is_asked_at_the_first(client: FlaskClient) -> None:
    finding = a_finding("R2.3", pic="Sri")
    conflicts = (
        a_conflict("met_with", "PIC", "pemilik"),
        a_conflict("answers.K3.1.score", 3, 1, item="K3.1"),
        a_conflict(f"findings.{finding.id}.pic", "Sri", "Joko", item="R2.3"),
    )
    answers = {"R2.3": Answer(score=1), "K3.1": Answer(score=3)}
    desk = a_desk(
        client, met_with="PIC", k3=False, answers=answers, findings=(finding,), conflicts=conflicts
    )

    page = desk.page()

    asked = re.findall(r'data-question="([^"]+)"', item_of(page, "R1.1"))
    assert asked == ["met_with", "answers.K3.1.score"]
    assert "Dua isian berbeda untuk R2.3 · PIC" in item_of(page, "R2.3")
    desk.send(**{"conflict-met_with": "1", f"conflict-findings.{finding.id}.pic": "1"})
    document = desk.document()
    assert (document.met_with, document.findings[0].action.pic) == ("pemilik", "Joko")
    assert [conflict.item for conflict in document.conflicts] == ["K3.1"]


def test_a_choice_is_given_back_with_a_form_that_is_not_stored(desk: Desk) -> None:
    conflicting(desk)

    answer = desk.send(version=99, **{"conflict-answers.R2.3.score": "1"})

    assert answer.status_code == 409
    assert 'name="conflict-answers.R2.3.score" value="1" checked' in answer.text
    assert len(desk.document().conflicts) == 1
