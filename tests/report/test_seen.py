"""Every document of the print set looks as it was approved: no layout breaks unseen.

After a change that is meant to be seen: look at it, then `python -m tests.report.approve`.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.report.print_set import PRINTS
from tests.report.seen import APPROVED, difference, pictures


@pytest.mark.parametrize("name", PRINTS)
def test_a_document_looks_as_approved(name: str, tmp_path: Path) -> None:
    made = pictures(PRINTS[name].pdf(), tmp_path, name, PRINTS[name].pictured)

    found = [difference(picture, APPROVED / picture.name) for picture in made]

    assert "\n".join(filter(None, found)) == ""
    assert {file.name for file in made} == {f.name for f in APPROVED.glob(f"{name}-*.png")}


def test_what_is_approved_is_of_the_print_set_and_small() -> None:
    files = list(APPROVED.iterdir())

    assert {file.stem.rpartition("-")[0] for file in files} == PRINTS.keys()
    assert sum(file.stat().st_size for file in files) < 1_500_000


def a_page(
    file: Path, *box: int, colour: str = "black", size: tuple[int, int] = (200, 100)
) -> Path:
    """A white page with one box."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle(box, fill=colour)
    picture.save(file)
    return file


def test_half_a_percent_may_differ_and_edges_may_be_smoothed(tmp_path: Path) -> None:
    approved = a_page(tmp_path / "approved.png", 0, 0, 99, 99)

    same = a_page(tmp_path / "same.png", 0, 0, 99, 99, colour="#2f2f2f")
    one_line = a_page(tmp_path / "line.png", 0, 0, 100, 99)

    assert difference(same, approved) == ""
    assert difference(one_line, approved) == ""


def test_what_moved_is_told_and_shown(tmp_path: Path) -> None:
    approved = a_page(tmp_path / "approved.png", 0, 0, 99, 99)
    moved = a_page(tmp_path / "moved.png", 2, 0, 101, 99)

    assert "2.0 %" in difference(moved, approved)

    with Image.open(tmp_path / "moved-differs.png") as shown:
        assert shown.getpixel((1, 50)) == shown.getpixel((101, 50)) == (200, 0, 0)


def test_a_colour_alone_is_a_difference(tmp_path: Path) -> None:
    approved = a_page(tmp_path / "approved.png", 0, 0, 99, 99, colour="#a01010")
    recoloured = a_page(tmp_path / "new.png", 0, 0, 99, 99, colour="#10a010")

    assert "50.0 %" in difference(recoloured, approved)


def test_a_page_never_seen_and_a_page_of_another_size_are_told(tmp_path: Path) -> None:
    approved = a_page(tmp_path / "approved.png", 0, 0, 9, 9)
    longer = a_page(tmp_path / "longer.png", 0, 0, 9, 9, size=(200, 101))

    assert "never approved" in difference(longer, tmp_path / "unknown.png")
    assert "(200, 101)" in difference(longer, approved)
