"""A photo of any phone becomes one small upright JPEG that tells nothing but what it shows."""

import pytest
from PIL import Image

from audit.storage.pictures import check_jpeg, clean_jpeg, fitted_jpeg
from tests.storage.scenes import (
    BLUE,
    GREEN,
    LAID_DOWN,
    RED,
    decoded,
    encoded,
    exif,
    heic,
    near,
    noise,
    scene,
    shows_scene,
)


@pytest.mark.parametrize(
    "data",
    [
        encoded(scene(), "JPEG", exif=exif()),
        encoded(scene(), "PNG"),
        encoded(scene(), "WEBP", quality=90),
        heic(scene()),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_each_format_becomes_a_storable_jpeg(data: bytes) -> None:
    clean = clean_jpeg(data)

    check_jpeg(clean)
    assert decoded(clean).mode == "RGB"
    assert decoded(clean).size == (240, 160)
    assert shows_scene(decoded(clean))


@pytest.mark.parametrize("orientation", LAID_DOWN)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_upright(kind: str, orientation: int) -> None:
    laid_down = scene().transpose(LAID_DOWN[orientation])

    upright = decoded(clean_jpeg(encoded(laid_down, kind, exif=exif(orientation))))

    assert upright.size == (240, 160)
    assert shows_scene(upright)


@pytest.mark.parametrize("orientation", LAID_DOWN)
def test_a_heic_is_turned_upright_once(orientation: int) -> None:
    laid_down = scene().transpose(LAID_DOWN[orientation])

    upright = decoded(clean_jpeg(heic(laid_down, exif(orientation).tobytes())))

    assert upright.size == (240, 160)
    assert shows_scene(upright)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_place_time_or_person_is_left(kind: str) -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Telepon Contoh</x:xmpmeta>"
    how = {"comment": b"Telepon Contoh"} if kind == "JPEG" else {}
    data = encoded(scene(), kind, exif=exif(), xmp=xmp, **how)
    assert b"Telepon Contoh" in data

    clean = clean_jpeg(data)

    check_jpeg(clean)
    assert b"Telepon" not in clean
    assert not decoded(clean).getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(decoded(clean).info)


def test_a_storable_jpeg_comes_back_byte_for_byte() -> None:
    data = encoded(scene(), "JPEG", quality=35, progressive=True)

    assert clean_jpeg(data) == data


def test_what_comes_out_passes_again_unchanged() -> None:
    clean = clean_jpeg(encoded(noise((2000, 1500)), "PNG"))

    assert clean_jpeg(clean) == clean


def test_even_pure_noise_fits_into_two_mebibytes() -> None:
    harsh = noise((1600, 1600)).point(lambda value: 255 * (value > 127))

    check_jpeg(clean_jpeg(encoded(harsh, "PNG")))


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((4000, 3000), (1600, 1200)),
        ((3000, 4000), (1200, 1600)),
        ((1601, 400), (1600, 400)),
        ((5000, 1), (1600, 1)),
        ((1, 1), (1, 1)),
        ((300, 200), (300, 200)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_longest_side_has_at_most_1600_pixels(
    kind: str, size: tuple[int, int], small: tuple[int, int]
) -> None:
    data = encoded(Image.new("RGB", size, GREEN), kind)

    assert decoded(clean_jpeg(data)).size == small


def stripes(mode: str, width: int) -> Image.Image:
    """Upright black and white lines of so many pixels each."""
    lines = Image.new("L", (3200 // width, 1))
    lines.putdata([255 * (at % 2) for at in range(3200 // width)])
    return lines.resize((3200, 400), Image.Resampling.NEAREST).convert(mode)


def test_lines_of_five_pixels_are_still_there_at_half_size() -> None:
    clean = decoded(clean_jpeg(encoded(stripes("RGB", 5), "JPEG"))).convert("L")
    tones = clean.crop((700, 50, 900, 150)).tobytes()

    assert min(tones) < 60
    assert max(tones) > 196


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_finer_lines_become_grey_whatever_the_mode(mode: str) -> None:
    clean = decoded(clean_jpeg(encoded(stripes(mode, 1), "PNG")))

    assert near(clean.getpixel((800, 100)), (127, 127, 127))


def test_a_twelve_megapixel_photo_of_a_phone() -> None:
    laid_down = scene((3000, 4000)).transpose(LAID_DOWN[6])
    data = encoded(laid_down, "JPEG", quality=95, exif=exif(6))

    clean = decoded(clean_jpeg(data))

    assert laid_down.size == (4000, 3000)
    assert clean.size == (1200, 1600)
    assert shows_scene(clean)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning")
@pytest.mark.parametrize(
    "entries",
    [
        b"\xff\xff\x01\x12",  # tells of 65535 entries, has none
        b"\0\1\x01\x12\0\3\0\0\0\2\0\6\0\6\0\0\0\0",  # two orientations
        b"\0\1\x01\x12\0\2\0\0\0\4six\0\0\0\0\0",  # an orientation in letters
        b"\0\1\x01\x12\0\3\0\0\0\1\0\x63\0\0\0\0\0\0",  # an orientation of 99
    ],
)
def test_damaged_exif_loses_no_photo(entries: bytes) -> None:
    data = encoded(scene(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08" + entries)

    assert shows_scene(decoded(clean_jpeg(data)))


def test_of_an_animation_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (GREEN, RED, BLUE)]
    data = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], quality=90)

    assert near(decoded(clean_jpeg(data)).getpixel((30, 20)), GREEN)


def test_a_motion_photo_is_kept_without_its_film() -> None:
    clean = clean_jpeg(encoded(scene(), "JPEG") + b"\0\0\0\x18ftypmp42 and the film")

    assert b"film" not in clean
    assert shows_scene(decoded(clean))


@pytest.mark.parametrize("side", [900, 320])
def test_a_smaller_copy_has_the_side_asked_for(side: int) -> None:
    data = encoded(scene((1600, 1200)), "JPEG")

    assert decoded(fitted_jpeg(data, side)).size == (side, side * 3 // 4)
