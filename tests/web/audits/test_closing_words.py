"""Sentences for scripts: every place for a value is one that `say` fills."""

import re
from pathlib import Path

from flask import Flask, g

from audit.web.audits.closing_words import (
    fields,
    findings,
    finishing,
    signers,
    signing,
    standing,
    words,
)

STATIC = Path(__file__).parents[3] / "static" / "audits"
SCRIPTS = ("_closing", "summary", "sign")
SAID = re.compile(r'say\("(\w+)"')


def test_places_are_in_braces(app: Flask) -> None:
    with app.test_request_context():
        said = words()

    assert said["too_long"] == "Paling banyak {limit} huruf. Kurangi {over} huruf."
    assert said["early_due"] == "Tenggat paling awal hari audit, {day}."
    assert not [key for key, sentence in said.items() if "%" in sentence]


def test_words_are_in_the_language_of_the_request(app: Flask) -> None:
    with app.test_request_context():
        g.language = "en"

        assert words()["very_good"] == "Very good"
        assert signers()["owner"] == "Owner"


def test_everything_that_scripts_say_has_its_sentence(app: Flask) -> None:
    with app.test_request_context():
        known = words()
    of_the_pill = {"full", "unkept"}

    for name in SCRIPTS:
        script = (STATIC / f"{name}.js").read_text("utf-8")
        assert set(SAID.findall(script)) <= known.keys() | of_the_pill, name


def test_no_two_sentences_have_one_key(app: Flask) -> None:
    parts = (standing, findings, fields, signing, finishing)

    with app.test_request_context():
        assert sum(len(part()) for part in parts) == len(words())
