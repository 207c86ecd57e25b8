"""Stylesheets are sent in one piece, with those that they import."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from audit.web.styles import joined, whole

STATIC = Path(__file__).parents[2] / "static"
OWN = sorted(file for file in STATIC.rglob("*.css") if "vendor" not in file.parts)


def test_an_imported_file_stands_in_the_place_of_its_import(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.css").write_text("/* Why */\n.a { color: red; }\n")
    (tmp_path / "b.css").write_text('@import "in/c.css";\n.b { margin: 0; }\n')
    (tmp_path / "in" / "c.css").write_text('@import "../in/a.css";\n.c { top: 0; }\n')

    assert whole(tmp_path / "b.css") == ".a{color:red}.c{top:0}.b{margin:0}"


def test_no_page_asks_for_a_second_file_on_behalf_of_the_first() -> None:
    assert OWN
    assert [file.name for file in OWN if "@import" in joined(file)] == []


def test_what_is_imported_from_another_folder_names_no_files() -> None:
    for file in OWN:
        for name in re.findall(
            r'^@import "([^"]+/[^"]+)";$', file.read_text("utf-8"), re.MULTILINE
        ):
            assert "url(" not in joined(file.parent / name), f"{file.name} imports {name}"


def test_the_sheet_is_dressed_by_two_files(client: FlaskClient) -> None:
    page = client.get("/tablet/id/sheet/5r-ikm@1").text
    linked = re.findall(r'rel="stylesheet" href="([^"]+)"', page)

    assert len(linked) == 2
    with client.get(linked[1]) as answer:
        assert answer.mimetype == "text/css"
        assert b".rung" in answer.data
        assert b"@import" not in answer.data
