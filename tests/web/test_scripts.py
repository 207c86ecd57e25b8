"""The scripts of the app: modules for readers, one small file for browsers."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from audit.web.scripts import ScriptError, joined, minified

STATIC = Path(__file__).parents[2] / "static"
TEMPLATES = STATIC.parent / "templates"
MOST = 40_000
"""Bytes of all scripts as they are sent, packed."""


def sent(folder: Path, **modules: str) -> str:
    """Modules by their names as the one script that is sent."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return joined(folder)


def body(text: str, name: str) -> str:
    """The function of a module in what is sent."""
    found = re.search(rf"function \${name}\(\){{(.*?)}}(?=function|let \$modules)", text)
    assert found, text
    return found[1]


def test_comments_and_indentation_are_not_sent(tmp_path: Path) -> None:
    text = sent(
        tmp_path, one="// Why.\nexport function one() {\n  /* How. */\n  return 1; // so\n}\n"
    )

    assert "return 1" in body(text, "one")
    assert [word for word in ("Why", "How", "so\n", "  ") if word in text] == []


@pytest.mark.parametrize(
    "kept",
    [
        "`two  spaces, // no comment, ${place}  /* nor here */`",
        '"two  spaces, // no comment"',
        r"/\/\/ [/*]  '\"/g",
        "`über  “–” ${place}`",
    ],
)
def test_texts_and_patterns_are_sent_as_they_were_written(kept: str) -> None:
    assert kept in minified(f"export const words = [1, {kept}];\n")


def test_a_module_is_a_function_of_what_it_takes_that_gives_what_it_exports(
    tmp_path: Path,
) -> None:
    text = sent(
        tmp_path,
        base="export const say = () => 1;\nexport async function set() {}\n",
        other='import { say, set as put } from "./base.js";\nimport * as all from "./base.js";\n'
        "put(say, all);\n",
    )

    assert re.search(r"\{say:\w+,set:\w+\}=\$use\(\$base\),\w+=\$use\(\$base\)", text)
    assert re.search(r"return\{say:\w+,set:\w+\}$", body(text, "base"))
    assert re.search(r"import|export(?! let part)", text) is None


def test_a_variable_that_goes_on_changing_is_one_for_all(tmp_path: Path) -> None:
    text = sent(
        tmp_path,
        base="export let state = 1;\nexport const change = () => (state = 2);\n",
        other='import { change, state } from "./base.js";\nchange(state);\n',
    )

    assert re.match(r"let .*;let state;function", text)
    assert "state=1" in body(text, "base")
    assert re.search(r"let\{change:(\w+)\}=\$use\(\$base\);return \1\(state\)", body(text, "other"))


def test_a_module_that_is_taken_later_is_run_later(tmp_path: Path) -> None:
    text = sent(tmp_path, base='done.then(() => import("./later.js"));\n', later="work();\n")

    assert "done.then(()=>$use($later))" in text


@pytest.mark.parametrize(
    ("unusual", "told"),
    [
        ("export default answers;", "one.js: export default answers;"),
        ("export { answers };", "one.js: export { answers };"),
        ('import "./side.js";', 'one.js: import "./side.js";'),
        ('import { more } from "./none.js";', "one.js: there is no none.js"),
        ("export let a = 1;\nexport let a = 2;", "two variables of one name"),
    ],
)
def test_what_one_file_can_not_have_is_an_error(tmp_path: Path, unusual: str, told: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(told)):
        sent(tmp_path, one=f"{unusual}\n")


def test_our_modules_leave_names_with_a_dollar_to_the_one_file() -> None:
    for file in STATIC.rglob("*.js"):
        assert not re.search(r"(?<![\"\w-])\$[A-Za-z]", file.read_text("utf-8")), file


def test_one_word_is_used_for_all_names_and_no_text_holds_it() -> None:
    for file in STATIC.rglob("*.js"):
        texts = re.findall(r"`[^`]*`|'[^'\n]*'|\"[^\"\n]*\"", file.read_text("utf-8"))
        assert [text for text in texts if re.search(r"\bconst\b", text)] == [], file
    assert not re.search(r"\bconst\b", joined(STATIC))


def test_every_module_that_a_page_names_is_there() -> None:
    named = {
        name
        for page in TEMPLATES.rglob("*.html")
        for names in re.findall(
            r'data-run="([^"{]*)|block scripts %}([^{]*)\{', page.read_text("utf-8")
        )
        for name in " ".join(names).split()
    }

    assert len(named) > 10
    assert [name for name in named if not (STATIC / f"{name}.js").is_file()] == []


def test_pages_load_the_one_script_and_no_other() -> None:
    loads = {
        page.relative_to(TEMPLATES).as_posix(): re.findall(r"<script\b[^>]*>", text)
        for page in TEMPLATES.rglob("*.html")
        if "<script" in (text := page.read_text("utf-8"))
    }

    assert list(loads) == ["base.html"]
    assert len(loads["base.html"]) == 1


def test_all_scripts_together_are_small(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = url_for("static", filename="app.js")
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert gzip.decompress(answer.data).decode() == joined(STATIC)
        assert len(answer.data) <= MOST
