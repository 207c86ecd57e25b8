"""Every kind of colour becomes plain RGB on white, and looks as it did."""

import struct

import pytest
from PIL import Image, ImageCms

from audit.storage.pictures import clean_jpeg
from tests.storage.scenes import BLUE, RED, WHITE, decoded, encoded, near, png


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white(mode: str, kind: str) -> None:
    picture = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (100, 0, 200, 100))
    if mode == "PA":
        picture = picture.quantize(4)
    elif mode == "LA":
        picture = picture.convert(mode)

    clean = decoded(clean_jpeg(encoded(picture, kind)))

    assert near(clean.getpixel((50, 50)), WHITE)
    assert near(clean.getpixel((150, 50)), (0, 0, 0))


def test_half_transparent_is_mixed_with_white() -> None:
    data = encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 128)), "PNG")

    assert near(decoded(clean_jpeg(data)).getpixel((9, 9)), (127, 127, 127))


def test_a_transparent_colour_becomes_white() -> None:
    data = encoded(Image.new("RGB", (20, 20), BLUE), "PNG", transparency=BLUE)

    assert near(decoded(clean_jpeg(data)).getpixel((9, 9)), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_few_colours_become_rgb(mode: str) -> None:
    data = encoded(Image.new("RGB", (2000, 20), WHITE).convert(mode), "PNG")

    clean = decoded(clean_jpeg(data))

    assert clean.mode == "RGB"
    assert near(clean.getpixel((9, 9)), WHITE)


@pytest.mark.parametrize(("value", "grey"), [(0, 0), (256, 1), (32_768, 128), (65_535, 255)])
def test_sixteen_bits_are_scaled_to_eight(value: int, grey: int) -> None:
    data = encoded(Image.new("I;16", (20, 20), value), "PNG")

    assert near(decoded(clean_jpeg(data)).getpixel((9, 9)), (grey, grey, grey), by=1)


def test_sixteen_bits_of_colour_are_scaled_too() -> None:
    row = b"\0" + struct.pack(">HHH", 220 * 257, 20 * 257, 20 * 257) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0)

    clean = decoded(clean_jpeg(png(head, row * 8)))

    assert near(clean.getpixel((4, 4)), RED)


@pytest.mark.parametrize("size", [(60, 40), (2400, 1600)])
def test_cmyk_becomes_rgb(size: tuple[int, int]) -> None:
    data = encoded(Image.new("CMYK", size, (0, 235, 235, 35)), "JPEG")

    clean = decoded(clean_jpeg(data))

    assert clean.mode == "RGB"
    assert near(clean.getpixel((20, 20)), RED)


def swapped_profile() -> bytes:
    """An sRGB profile in which red and blue have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_is_applied_before_it_is_dropped(kind: str) -> None:
    picture = Image.new("RGB", (1800, 60), (255, 0, 0))

    clean = decoded(clean_jpeg(encoded(picture, kind, icc_profile=swapped_profile())))

    assert near(clean.getpixel((9, 9)), (0, 0, 255))
    assert "icc_profile" not in clean.info


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_damaged_or_wrong_profile_loses_no_photo(mode: str) -> None:
    picture = Image.new(mode, (1800, 60), "white")
    junk = encoded(picture, "PNG", icc_profile=b"junk" * 50)
    wrong = encoded(picture, "PNG", icc_profile=swapped_profile())

    assert near(decoded(clean_jpeg(junk)).getpixel((9, 9)), WHITE)
    assert near(decoded(clean_jpeg(wrong)).getpixel((9, 9)), WHITE)
