"""Example photos are plainly marked, always the same, and tidier where the nilai is higher."""

import io
from datetime import date

import pytest
from PIL import Image, ImageDraw

from audit.cli.demo.pictures import drawn_photo, drawn_signature
from audit.storage.pictures import check_jpeg, signature_jpeg

DAY = date(2026, 11, 24)
FLOOR = (0, 870, 1600, 990)


def draw(score: int = 1, item: str = "R2.1") -> bytes:
    return drawn_photo(item, "Papan bayangan", score, DAY)


def disorder(data: bytes) -> float:
    """How far the floor is from one even colour."""
    with Image.open(io.BytesIO(data)) as picture:
        grey = picture.crop(FLOOR).convert("L").histogram()
    mean = sum(level * n for level, n in enumerate(grey)) / sum(grey)
    return sum((level - mean) ** 2 * n for level, n in enumerate(grey)) / sum(grey)


@pytest.mark.parametrize("item", ["R1.1", "R2.1", "K3.4"])
def test_a_picture_is_a_photo_that_we_keep_as_it_is(item: str) -> None:
    check_jpeg(draw(item=item))


def test_the_same_call_draws_the_same() -> None:
    assert draw() == draw()
    assert draw(item="R2.2") != draw()


def test_a_higher_nilai_is_tidier() -> None:
    untidy = [disorder(draw(score)) for score in range(5)]

    assert untidy[0] > untidy[2] > untidy[4]


def test_a_picture_says_that_it_is_an_example_and_of_what(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []

    def text(_pen: object, _place: object, words: str, **_: object) -> None:
        written.append(words)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)

    draw()

    assert written == ["CONTOH", "Gambar contoh · R2.1 Papan bayangan · 24-11-2026"]


@pytest.mark.parametrize("name", ["Mentor contoh", "X"])
def test_a_drawn_signature_is_one_that_we_keep(name: str) -> None:
    check_jpeg(signature_jpeg(drawn_signature(name)))


def test_everybody_signs_differently() -> None:
    assert drawn_signature("Mentor contoh") != drawn_signature("Pemilik contoh")
