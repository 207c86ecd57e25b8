import io
import random

import pytest
from PIL import Image, ImageCms

from audit.storage.jpegs import PictureError, check_jpeg


def jpeg(mode: str = "RGB", size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(stream, "JPEG", **how)
    return stream.getvalue()


def noise(side: int, quality: int) -> bytes:
    stream = io.BytesIO()
    pixels = random.Random(5).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), pixels).save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def with_segment(marker: int, payload: bytes) -> bytes:
    """The picture with one more segment right after its start."""
    segment = bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload
    return jpeg()[:2] + segment + jpeg()[2:]


def code_of(data: bytes) -> str:
    with pytest.raises(PictureError) as refused:
        check_jpeg(data)
    return refused.value.code


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        jpeg(progressive=True),
        jpeg("L"),
        jpeg("CMYK"),
        jpeg(restart_marker_rows=1),
        jpeg(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        jpeg(size=(1600, 1600)),
        jpeg(size=(1, 1)),
        with_segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0"),
        with_segment(0xEE, b"Adobe\0\x64\0\0\0\0\1"),
        jpeg()[:2] + b"\xff\xff\xff" + jpeg()[2:],
    ],
)
def test_a_plain_jpeg_passes(data: bytes) -> None:
    check_jpeg(data)


@pytest.mark.parametrize(
    ("marker", "payload"),
    [
        (0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0"),
        (0xE2, b"MPF\0MM\0*"),
        (0xE0, b"JFXX\0\x10"),
        (0xE0, b""),
        (0xEF, b"anything"),
        (0xFE, b"taken at the workshop"),
        (0xFE, b""),
    ],
)
def test_a_segment_that_may_tell_of_people_or_places_is_refused(
    marker: int, payload: bytes
) -> None:
    assert code_of(with_segment(marker, payload)) == "has_metadata"


def test_metadata_after_the_first_scan_is_found_too() -> None:
    data = jpeg(progressive=True)
    second_scan = data.rindex(b"\xff\xda")
    exif = b"\xff\xe1\x00\x08Exif\0\0"

    assert code_of(data[:second_scan] + exif + data[second_scan:]) == "has_metadata"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_jpeg"),
        (b"just words", "not_a_jpeg"),
        (b"\x89PNG\r\n\x1a\n", "not_a_jpeg"),
        (jpeg(size=(1601, 8)), "too_many_pixels"),
        (jpeg(size=(8, 1601)), "too_many_pixels"),
        (jpeg() + b"\0", "trailing_data"),
        (jpeg() + jpeg(), "trailing_data"),
        (jpeg().replace(b"\xff\xc0", b"\0\0\xff\xc0"), "broken"),
        (with_segment(0xF0, b"unheard of"), "broken"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc9"), "broken"),  # arithmetic: no browser shows it
        (b"\xff\xd8\xff\xd9", "broken"),
        (b"\xff\xd8\xff\xe0\x00\x01", "broken"),
    ],
)
def test_anything_else_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_more_than_two_mebibytes_are_refused() -> None:
    data = noise(1500, quality=98)

    assert len(data) > 2 * 1024 * 1024
    assert code_of(data) == "too_large"


def test_up_to_two_mebibytes_pass() -> None:
    data = noise(900, quality=96)

    assert len(data) > 1_000_000
    check_jpeg(data)


def test_wherever_a_jpeg_is_cut_off_it_is_broken() -> None:
    whole = jpeg(size=(24, 24))

    assert {code_of(whole[:end]) for end in range(3, len(whole))} == {"broken"}


def test_a_picture_that_does_not_decode_is_broken() -> None:
    data = bytearray(jpeg())
    tables = data.index(b"\xff\xc4")
    data[tables + 5 : tables + 21] = bytes([255] * 16)  # counts of codes no table can hold

    assert code_of(bytes(data)) == "broken"


def test_thousands_of_scans_are_refused_before_decoding() -> None:
    data = jpeg(progressive=True)
    scan = data.rindex(b"\xff\xda")

    check_jpeg(data)
    assert code_of(data[:scan] + data[scan:-2] * 200 + data[-2:]) == "broken"


def test_a_long_run_of_fill_bytes_takes_no_long_time() -> None:
    assert code_of(jpeg()[:-2] + b"\xff" * 1_900_000) == "broken"
