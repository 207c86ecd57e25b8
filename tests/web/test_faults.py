"""Every code of a broken rule has a sentence of its own for the person who typed it."""

import re
from pathlib import Path

from flask import Flask

import audit
from audit.domain.faults import CODES, Fault
from audit.web.faults import sentence, sentences

SOURCE = Path(audit.__file__).parent
CODE = re.compile(r'Fault\([^()]*(?:\[[^\]]*\])?[^()]*"(\w+)"\)')


def codes() -> set[str]:
    """Every code that rules of domain and use-cases give, read from their source."""
    files = [*(SOURCE / "domain").glob("*.py"), *(SOURCE / "usecases").glob("*.py")]
    named = {code for file in files for code in CODE.findall(file.read_text("utf-8"))}
    return named | {code for _, code in CODES} | {"wrong_value"}


def test_every_code_has_a_sentence(app: Flask) -> None:
    assert len(codes()) > 15
    with app.test_request_context():
        assert codes() - sentences().keys() == set()


def test_no_two_codes_share_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        said = list(sentences().values())

    assert len(set(said)) == len(said)
    assert all(text.endswith(".") for text in said)


def test_a_sentence_says_the_limits(app: Flask) -> None:
    with app.test_request_context():
        text = sentence(Fault("answers.R1.1.note", "too_long"))

    assert re.findall(r"\d+", text.replace(".", "")) == ["5000", "120"]


def test_a_wrong_value_is_no_nilai_everywhere(app: Flask) -> None:
    with app.test_request_context():
        nilai = sentence(Fault("answers.R1.1.score", "wrong_value"))
        other = sentence(Fault("status", "wrong_value"))

    assert nilai == "Nilai harus 0 sampai 4, atau tidak berlaku."
    assert other == "Isian ini tidak dapat dipakai."


def test_an_unknown_code_still_gets_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        assert sentence(Fault("x", "no_such_code")) == "Isian ini tidak dapat dipakai."
