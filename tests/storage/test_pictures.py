import io
import random
import struct
import zlib

import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.Image import Transpose

from audit.storage.pictures import (
    MAX_UPLOAD,
    PictureError,
    check_jpeg,
    clean_jpeg,
    fitted_jpeg,
    signature_jpeg,
)

Colour = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 180, 40), (20, 40, 220), (255, 255, 255)

# How a camera that is held as the EXIF number says lays down an upright scene.
LAID_DOWN = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def heic(picture: Image.Image, tags: bytes | None = None) -> bytes:
    """As phones write it: turned by a property of the file, and EXIF says so once more."""
    stream = io.BytesIO()
    pixels = picture.tobytes()
    pillow_heif.encode(picture.mode, picture.size, pixels, stream, quality=80, exif=tags)
    return stream.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def scene(size: tuple[int, int] = (240, 160)) -> Image.Image:
    """Red above left, green above right, blue below left, white below right."""
    picture = Image.new("RGB", (2, 2))
    for at, colour in zip([(0, 0), (1, 0), (0, 1), (1, 1)], [RED, GREEN, BLUE, WHITE], strict=True):
        picture.putpixel(at, colour)
    return picture.resize(size, Image.Resampling.NEAREST)


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(5).randbytes(size[0] * size[1] * 3))


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, by whom it was made, where it was."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "Telepon Contoh"
    tags.get_ifd(0x8825).update({1: "S", 2: (7.0, 34.0, 12.0), 3: "E", 4: (110.0, 49.0, 3.0)})
    return tags


def near(seen: object, colour: Colour, by: int = 14) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= by for one, other in zip(seen, colour, strict=True))


def shows_scene(picture: Image.Image) -> bool:
    wide, high = picture.size
    spots = [(wide // 4, high // 4), (3 * wide // 4, high // 4)]
    spots += [(x, 3 * high // 4) for x, _ in spots]
    colours = [RED, GREEN, BLUE, WHITE]
    return all(
        near(picture.getpixel(at), colour) for at, colour in zip(spots, colours, strict=True)
    )


def code_of(data: bytes) -> str:
    with pytest.raises(PictureError) as refused:
        clean_jpeg(data)
    return refused.value.code


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
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(row * 8)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )

    assert near(decoded(clean_jpeg(data)).getpixel((4, 4)), RED)


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


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_picture"),
        (b"Catatan kunjungan, bukan foto.\n" * 40, "not_a_picture"),
        (encoded(scene().quantize(8), "GIF"), "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"\xff\xd8\xff", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\0\0\0\0WEBP", "broken"),
        (b"\0\0\0\x18ftypheic", "broken"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize(
    "whole",
    [
        encoded(noise((300, 200)), "JPEG", exif=exif()),
        encoded(noise((300, 200)), "PNG"),
        encoded(noise((300, 200)), "WEBP"),
        heic(noise((300, 200))),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_a_cut_off_upload_is_broken(
    whole: bytes, share: float, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", lenient)  # WeasyPrint sets it

    assert code_of(whole[: int(len(whole) * share)]) == "broken"


def test_more_than_25_mebibytes_are_refused() -> None:
    data = encoded(scene(), "JPEG")

    assert clean_jpeg(data.ljust(MAX_UPLOAD, b"\0"))
    assert code_of(data.ljust(MAX_UPLOAD + 1, b"\0")) == "too_large"
    with pytest.raises(PictureError, match="too_large"):
        signature_jpeg(data.ljust(MAX_UPLOAD + 1, b"\0"))


def png_bomb() -> bytes:
    """400 million white pixels in 400 kB."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 20_001 * 20_000, 1)
    chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in chunks
    )


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = png_bomb()
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", None)

    assert len(data) < 5_000_000
    assert code_of(data) == "too_many_pixels"


def test_too_many_pixels_in_a_jpeg() -> None:
    data = encoded(scene(), "JPEG")
    frame = data.index(b"\xff\xc0")
    claimed = data[: frame + 5] + struct.pack(">HH", 20_000, 20_000) + data[frame + 9 :]

    assert code_of(claimed) == "too_many_pixels"


@pytest.mark.parametrize("side", [900, 320])
def test_a_smaller_copy_has_the_side_asked_for(side: int) -> None:
    data = encoded(scene((1600, 1200)), "JPEG")

    assert decoded(fitted_jpeg(data, side)).size == (side, side * 3 // 4)


def drawn(ink: tuple[int, int, int, int] = (0, 0, 40, 255)) -> Image.Image:
    """A canvas of a tablet with a thick stroke in its middle."""
    canvas = Image.new("RGBA", (2400, 1200), (0, 0, 0, 0))
    canvas.paste(ink, (400, 500, 2000, 700))
    return canvas


def test_a_signature_is_cut_to_its_ink_on_white() -> None:
    data = signature_jpeg(encoded(drawn(), "PNG"))
    signature = decoded(data)

    check_jpeg(data)
    assert signature.width == 800
    assert 90 < signature.height < 140
    assert near(signature.getpixel((2, 2)), WHITE)
    assert near(signature.getpixel((400, signature.height // 2)), (0, 0, 40))


def test_a_signature_may_be_a_jpeg() -> None:
    canvas = Image.new("RGB", (600, 300), "white")
    canvas.paste((10, 10, 10), (200, 100, 300, 150))

    signature = decoded(signature_jpeg(encoded(canvas, "JPEG")))

    assert 100 < signature.width < 160
    assert 50 < signature.height < 100


def test_an_empty_signature_stays_white() -> None:
    signature = decoded(signature_jpeg(encoded(drawn((0, 0, 0, 0)), "PNG")))

    assert signature.width == 800
    assert signature.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("data", [b"", b"words", encoded(drawn(), "PNG")[:900]])
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        signature_jpeg(data)


SEEDS = [
    b"",
    encoded(scene((24, 16)), "JPEG", exif=exif(6)),
    encoded(scene((24, 16)), "JPEG", progressive=True),
    encoded(scene((24, 16)), "PNG", exif=exif(6)),
    encoded(scene((24, 16)), "WEBP", exif=exif(6)),
    heic(scene((64, 64))),
]


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_no_bytes_raise_anything_but_a_picture_error(seed: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(seed)))
    hostile = (
        seed[:at] + data.draw(st.binary(max_size=40)) + seed[at + data.draw(st.integers(0, 40)) :]
    )

    for door in (clean_jpeg, check_jpeg, signature_jpeg):
        try:
            door(hostile)
        except PictureError as refused:
            assert refused.code
