"""The code on a tag: every module of the standard's code, and a white frame around it."""

import re
from xml.etree import ElementTree

import pytest
import segno

from audit.report.qr import QUIET, qr

ADDRESS = "https://audit.example/workshops/0190a/red-tags/0190b"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(content: str) -> set[tuple[int, int]]:
    """The dark modules, as they are drawn."""
    path = ElementTree.fromstring(str(qr(content, "x"))).findall(f"{SVG}path")[1]
    return {
        (int(x) + step, int(y))
        for x, y, length in RUN.findall(path.attrib["d"])
        for step in range(int(length))
    }


@pytest.mark.parametrize("content", [ADDRESS, "1", "&<>\"'", "é" * 300])
def test_it_is_the_code_of_the_standard_inside_a_quiet_zone(content: str) -> None:
    code = segno.make(content, error="m", micro=False)

    expected = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(code.matrix)
        for x, module in enumerate(row)
        if module
    }

    assert drawn(content) == expected


def test_it_is_black_on_white_and_says_what_it_is() -> None:
    code = ElementTree.fromstring(str(qr(ADDRESS, 'Label <b>"1"</b>')))
    title, ground, modules = code

    assert (code.attrib["role"], title.text) == ("img", 'Label <b>"1"</b>')
    assert (ground.attrib["fill"], modules.attrib["fill"]) == ("#ffffff", "#000000")
    side = code.attrib["viewBox"].split()[2]
    assert ground.attrib["d"] == f"M0 0h{side}v{side}h-{side}z"
