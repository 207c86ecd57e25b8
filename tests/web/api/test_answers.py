"""How answers are described: each code with its status, its words and what it tells besides."""

import re
from pathlib import Path

import pytest

from audit.web.api import answers
from tests.web.api.conforming import valid

SOURCE = Path(answers.__file__).parents[1]


def test_every_code_has_the_status_that_it_is_answered_with() -> None:
    sources = [*(SOURCE / "api").glob("*.py"), SOURCE / "gate.py"]
    answered = {
        (code, int(status))
        for file in sources
        for status, code in re.findall(r'problem\((\d+), "(\w+)"', file.read_text("utf-8"))
    }

    assert len(answered) > 8
    assert answered <= set(answers.STATUS.items())


def test_codes_of_one_status_are_one_answer() -> None:
    described = answers.refusals("final", "not_found", "deleted", "unknown_base")

    assert list(described) == ["404", "409", "410"]
    assert described["409"]["description"] == "`final` or `unknown_base`"


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ({"error": "unknown_base", "message": "Tidak pernah ada."}, True),
        ({"error": "wrong_offset", "message": "Tidak bersambung."}, True),
        ({"error": "deleted", "message": "Sudah dihapus."}, False),
        ({"error": "unknown_base"}, False),
        ({"error": "unknown_base", "message": "Tidak pernah ada.", "more": 1}, False),
    ],
)
def test_a_refusal_is_one_of_its_codes_with_a_sentence(body: dict[str, object], fits: bool) -> None:
    described = answers.refusal(["unknown_base", "wrong_offset"])
    schema = described["content"]["application/json"]["schema"]

    try:
        valid(schema, body)
    except ValueError:
        assert not fits
    else:
        assert fits
    assert "Upload-Offset" in described["headers"]


def test_what_else_must_be_told_is_asked_for() -> None:
    schema = answers.problem("wrong_hash")

    assert schema["required"] == ["error", "message", "sha256"]


def test_an_answer_names_its_body_and_headers() -> None:
    described = answers.answer("Kept.", "Kept", Upload_Offset=answers.NEXT_BYTE)

    assert described["content"]["application/json"]["schema"] == {"$ref": answers.PLACE + "Kept"}
    assert list(described["headers"]) == ["Upload-Offset"]
    assert answers.answer("Nothing.") == {"description": "Nothing."}
