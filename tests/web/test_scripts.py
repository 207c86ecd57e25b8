import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from audit.web.scripts import bare

STATIC = Path(__file__).parents[2] / "static"
MOST = 40_000
"""Bytes of all scripts as they are sent, packed one by one, those of others included."""


def sent(tmp_path: Path, text: str) -> str:
    """A script as it is sent."""
    file = tmp_path / "script.js"
    file.write_text(text, "utf-8")
    return bare(file)


def test_comments_and_indentation_are_not_sent(tmp_path: Path) -> None:
    text = sent(tmp_path, "// Why.\nexport function one() {\n  /* How. */\n  return 1; // so\n}\n")

    assert "export function one()" in text
    assert [word for word in ("Why", "How", "so", "  ") if word in text] == []


@pytest.mark.parametrize(
    "kept",
    [
        "`two  spaces, // no comment, ${place}  /* nor here */`",
        '"two  spaces, // no comment"',
        r"/\/\/ [/*]  '\"/g",
        "`über  “–” ${place}`",
    ],
)
def test_texts_and_patterns_are_sent_as_they_were_written(tmp_path: Path, kept: str) -> None:
    assert kept in sent(tmp_path, f"export const words = [1, {kept}];\n")


LONG = "answers.map((one) => one + answers.length)"


def test_the_names_of_a_module_are_short_and_those_it_gives_and_takes_stay(tmp_path: Path) -> None:
    text = sent(
        tmp_path,
        'import { say, set as put } from "./a.js";\nimport * as store from "./b.js";\n'
        f"const answers = store.all(say);\nexport let current = put({LONG});\n"
        f"export async function rated(answer) {{ current = put(answer, {LONG}); }}\n"
        'document.addEventListener("input", rated);\n',
    )

    assert re.findall(r"import(.*?)from", text)[0].startswith("{say as ")
    assert ",set as " in text
    assert re.search(r'import\*as \w from"./b.js";', text)
    assert re.search(r"export\{\w as current,\w as rated\}$", text)
    assert re.search(r'addEventListener\("input",\w\)', text)
    assert [word for word in ("answers", "debugger", "exported", "module") if word in text] == []


@pytest.mark.parametrize(
    "unusual",
    [
        "export default answers;",
        "export const { first, second } = answers;",
        "export { answers };",
        'import "./side.js";',
        'import { unused } from "./side.js";',
    ],
)
def test_a_module_of_another_kind_keeps_its_names(tmp_path: Path, unusual: str) -> None:
    text = sent(tmp_path, f"{unusual}\nconst answers = all();\nsay({LONG});\nput({LONG});\n")

    assert "answers=all()" in text
    assert re.search(r"\b(import|export)\b", text)


def test_one_word_is_used_for_all_names_and_no_text_holds_it() -> None:
    for file in STATIC.rglob("*.js"):
        texts = re.findall(r"`[^`]*`|'[^'\n]*'|\"[^\"\n]*\"", file.read_text("utf-8"))
        assert [text for text in texts if re.search(r"\bconst\b", text)] == [], file
        assert not re.search(r"\bconst\b", bare(file)), file


def test_a_script_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        bare(tmp_path / "none.js")


def test_all_scripts_together_are_small(client: FlaskClient) -> None:
    sizes = {}
    for file in STATIC.rglob("*.js"):
        address = f"/static/{file.relative_to(STATIC).as_posix()}"
        with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.data).decode() == bare(file)
            sizes[address] = len(answer.data)

    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda one: -one[1])
