"""Every code that the API answers with has a sentence for people."""

import re
from pathlib import Path

from flask import Flask

import audit
from audit.web.errors import CODES
from audit.web.problems import problem, sentences

SOURCE = Path(audit.__file__).parent


def codes() -> set[str]:
    """Every code that the API can answer, read from the source."""
    doors = "\n".join(file.read_text("utf-8") for file in (SOURCE / "web").rglob("*.py"))
    jpegs = (SOURCE / "storage/jpegs.py").read_text("utf-8")
    return {
        *CODES.values(),
        *re.findall(r'problem\(\s*\d+,\s*"(\w+)"', doors),
        *re.findall(r'PictureError\("(\w+)"', jpegs),
    }


def test_every_code_has_a_sentence(app: Flask) -> None:
    assert len(codes()) > 12
    with app.test_request_context():
        said = sentences()

    assert codes() - said.keys() == set()
    assert all(text.endswith(".") for text in said.values())


def test_a_problem_is_json_with_status_code_sentence_and_more(app: Flask) -> None:
    with app.test_request_context():
        answer = problem(409, "final", version=7)
        message = sentences()["final"]

    assert (answer.status_code, answer.mimetype) == (409, "application/json")
    assert answer.get_json() == {"error": "final", "message": message, "version": 7}
